// A partnership with the real road, a register of blocks in a journal in memory, and the gateway's follower of blocks,
// which a test drives by hand.
#pragma once

#include "gateway/deliver/acknowledge.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/lookup/blocks.hpp"
#include "gateway/serve/carry_overs.hpp"
#include "gateway/storage/fold.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/memory_journal.hpp"
#include "tests/support/sample_partnership.hpp"
#include "tests/support/sample_policy.hpp"
#include "tests/support/submit.hpp"

#include <stdexcept>

namespace micklegate::serve {

using boost::json::object;

inline AgencyId const kHull{"prison.hull"};
inline AgencyId const kLeeds{"prison.leeds"};
inline AgencyId const kDoncaster{"prison.doncaster"};
inline AgencyId const kUpcs{"upcs.national"};
inline constexpr char const* kPrisoner = "A9001AA";
inline constexpr char const* kBlock = "NYP-CB-2026-00417";

class FollowedPrisoner {
public:
    FollowedPrisoner() { start(); }

    /// All that it kept in memory is gone.
    void start()
    {
        carry_overs = std::make_unique<CarryOvers>(
            CarryOvers::Gateway{ledger, loop, subjects, keys, road, clock.clock(), [this] { return setup; },
                                [this](std::string const& agency) { notified.push_back(agency); }},
            log);
    }
    /// Until there is nothing more to do.
    void follow()
    {
        while (carry_overs->follow_some().value()) {
        }
    }

    Result<commit::Receipt> send(AgencyId const& from, AgencyId const& to, std::string const& type, std::string id,
                                 object data)
    {
        read::ReadEvent arrived;
        arrived.event.id = std::move(id);
        arrived.event.source = from;
        arrived.event.recipient = to;
        arrived.event.type = MessageType{type};
        arrived.canonical = json::canonical(data);
        arrived.event.data = std::move(data);
        return test::commit_one(loop, road.walk(std::move(arrived), {from, setup, clock.now()}, ledger));
    }
    /// The message that asks `prison` for the block.
    std::string request(AgencyId const& prison, AgencyId const& from = samples::kForce)
    {
        object data = samples::policy()
                          .catalogue.at(MessageType{"prison.contact-block-request"})
                          .schema.at("examples")
                          .at(0)
                          .as_object();
        data["requested_at"] = rfc3339(clock.now());
        auto const receipt = send(from, prison, "prison.contact-block-request", "request", std::move(data));
        if (!receipt || receipt->entry.kind != commit::EntryKind::kAccepted)
            throw std::runtime_error{"no request: " + (receipt ? receipt->entry.why : one_line(receipt.error()))};
        return receipt->entry.message;
    }
    /// As the prison service's topic publishes it.
    static object received(std::string const& prison, Moment at, char const* family = "prison-offender-events")
    {
        return {{"movement", "received"},
                {"reason", "TRANSFERRED"},
                {"prisoner_number", kPrisoner},
                {"moved_at", rfc3339(at)},
                {"event_family", family},
                {"to_prison", prison},
                {"current_status", "UNDER_PRISON_CARE"},
                {"contact_block", true}};
    }
    Result<commit::Receipt> tell(object const& movement)
    {
        return send(kHull, samples::kForce, "prison.movement", "movement/" + json::canonical(movement), movement);
    }
    void take_on(AgencyId const& prison, std::string const& message)
    {
        using enum commit::EntryKind;
        for (commit::EntryKind const step : {kDelivered, kOpened, kActioned})
            if (auto const taken = take(step, prison, message); !taken)
                throw std::runtime_error{one_line(taken.error())};
    }
    Result<commit::Receipt> take(commit::EntryKind step, AgencyId const& prison, std::string const& message,
                                 std::string const& code = {})
    {
        std::string const by = step == commit::EntryKind::kDelivered ? "" : "J. Holroyd, public protection";
        return test::commit_one(loop, deliver::acknowledge({step, message, prison, by, code}, keys, 9, [](auto) {
                                    return deliver::AnswersOfType{true, {"not_our_subject"}};
                                }));
    }

    /// Accepted hand-overs, in the order of their entries.
    struct Sent {
        std::string message;
        AgencyId to;
        commit::Entry entry;
        bool taken_on = false;
    };
    std::vector<Sent> hand_overs() const
    {
        std::vector<Sent> all;
        for (Sequence index = 0; index < ledger.size().value(); ++index) {
            commit::Entry entry = commit::decode_entry(ledger.entry(index).value()).value();
            if (entry.kind == commit::EntryKind::kAccepted && entry.type.starts_with("prison.transfer-carryover/"))
                all.push_back({entry.message, AgencyId{entry.recipient}, std::move(entry), false});
        }
        return all;
    }
    std::vector<history::Told> told() const
    {
        return history::Records{ledger, subjects, keys, lookup::kBlocks}.told_of_reference("a9001aa").value();
    }
    lookup::BlockView block() const
    {
        auto views = lookup::blocks_of(told(), setup.registers->prisons, ledger, clock.now()).value();
        return views.empty() ? throw std::runtime_error{"there is no block"} : views.front();
    }
    lookup::BlockPage seen_by(AgencyId const& agency) const
    {
        history::Records const records{ledger, subjects, keys, lookup::kBlocks};
        return lookup::look_up_blocks({setup.agencies->at(samples::kDesk), setup.agencies->at(agency), *setup.policy,
                                       setup.registers->prisons, clock.now()},
                                      records, ledger, {}, 100)
            .value();
    }
    std::uint64_t reading(std::string const& name) const
    {
        for (auto const& [each, value] : carry_overs->readings())
            if (each == name)
                return value;
        throw std::runtime_error{name + " is not read"};
    }

    test::ManualClock clock{"2026-11-23T08:00:00Z"};
    crypto::SiteKeys const keys = [] {
        crypto::initialise();
        return crypto::SiteKeys::derive(crypto::Secret::random(32));
    }();
    test::MemoryJournal journal{storage::fold};
    test::MemoryLedger const ledger{journal};
    commit::SubjectKeys const subjects{keys};
    road::Road const road{keys, subjects, samples::kDesk};
    commit::CommitLoop loop{journal, ledger, clock.clock(), [] { return Result<void>{}; }, {}};
    road::Setup setup{{std::shared_ptr<policy::PolicySet const>{}, &samples::policy()}, agencies(), registers()};
    std::vector<std::string> notified;
    std::vector<std::string> lines;
    receive::Log const log = [this](receive::Severity, std::string const& line) { lines.push_back(line); };
    std::unique_ptr<CarryOvers> carry_overs;

private:
    static AgenciesSnapshot agencies()
    {
        Agencies all = *samples::Partnership{}.agencies();
        for (auto const& [id, kind] : {std::pair{kHull, "prison"},
                                       {kLeeds, "prison"},
                                       {kDoncaster, "prison"},
                                       {kUpcs, "upcs"},
                                       {AgencyId{"provider.domestic-abuse"}, "da_provider"}}) {
            Agency& agency = all[id];
            agency.id = id;
            agency.kind = kind;
            agency.seal_key = crypto::OpeningKey::generate().seal_key();
        }
        return std::make_shared<Agencies const>(std::move(all));
    }
    static std::shared_ptr<registers::Registers const> registers()
    {
        registers::Registers all = samples::registers();
        all.prisons = registers::PrisonRegister::import(samples::read("../../prisons/samples/prisons.csv")).value();
        return std::make_shared<registers::Registers const>(std::move(all));
    }
};

}  // namespace micklegate::serve
