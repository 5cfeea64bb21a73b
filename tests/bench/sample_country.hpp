// A country of fictional agencies whose messages walk the real road into a real store, for measuring at its size.
#pragma once

#include "gateway/lookup/orders.hpp"
#include "gateway/road/road.hpp"
#include "gateway/storage/store.hpp"
#include "tests/support/fictional_people.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/sample_partnership.hpp"
#include "tests/support/sample_policy.hpp"
#include "tests/support/tmp_folder.hpp"

namespace micklegate::bench {

inline AgencyId const kCourt{"court.york"};
inline AgencyId const kPrison{"prison.hull"};
inline AgencyId const kHub{"provider.victim-hub"};
inline constexpr std::size_t kForces = 43;

/// The first is the sample partnership's own.
[[nodiscard]] AgencyId force(std::size_t number);

/// The first example of a message type.
[[nodiscard]] boost::json::object example(std::string const& type);

struct Passage {
    std::string type;
    AgencyId from;
    AgencyId to;  ///< empty where a register finds it
};

/// For one thread.
class Country {
public:
    explicit Country(char const* now);

    test::ManualClock& clock() { return clock_; }
    /// Queued, and committed with others. Throws where it is not accepted.
    void send(Passage const& passage, boost::json::object data);
    void flush();

    [[nodiscard]] lookup::Answer ask(matching::Asked asked) const;

    [[nodiscard]] std::uint64_t messages() const { return store_->journal().head().next; }
    [[nodiscard]] std::uint64_t bytes() const { return store_->bytes_on_disk().value_or(0); }

private:
    struct Queued {
        AgencyId from;
        boost::json::object event;
    };

    void add(AgencyId const& id, std::string const& kind, Agencies& agencies) const;

    samples::Partnership const partnership_;
    crypto::SiteKeys const keys_ = crypto::SiteKeys::derive(crypto::Secret::random(32));
    road::Setup setup_;
    test::ManualClock clock_;
    test::TmpFolder const folder_;
    std::unique_ptr<storage::Store> store_;
    std::unique_ptr<commit::CommitLoop> loop_;
    commit::SubjectKeys const subjects_{keys_};
    road::Road const road_{keys_, subjects_, samples::kDesk};
    std::vector<Queued> queued_;
    std::size_t sent_ = 0;
};

/// An order on somebody; six in ten are served, one in ten is varied.
void send_order(Country& country, matching::Someone const& who, std::size_t number);

/// Resident memory of this process, now.
[[nodiscard]] double memory_mib();

}  // namespace micklegate::bench
