#include "gateway/serve/deadlines.hpp"

#include "gateway/serve/administration_entries.hpp"

namespace micklegate::serve {
namespace {

using std::chrono::milliseconds;

std::string const kFailed = "deadlines that passed could not be escalated: ";
constexpr std::size_t kAtOnce = 1'000;
constexpr std::size_t kMostCounted = 10'000;
constexpr milliseconds kTurn{1'000};
constexpr std::chrono::seconds kBetweenCounts{5};
/// A message is stored soon after the moment by which its deadline was reckoned; a whole pass finds the rest.
constexpr std::chrono::minutes kLookBack{10};
constexpr std::chrono::hours kBetweenWholePasses{1};

}  // namespace

Deadlines::Deadlines(commit::Ledger const& ledger, commit::CommitLoop& commits, Clock clock, Setups setups,
                     watch::PromisedChains::Kept kept, AgencyId desk, receive::Log const& log)
    : ledger_{ledger},
      commits_{commits},
      clock_{std::move(clock)},
      setups_{std::move(setups)},
      chains_{std::move(kept)},
      desk_{std::move(desk)},
      late_{log, system_now},
      failures_{log, system_now},
      turns_{"Watching the deadlines", [this] { return turn(); }, log}
{
}

Result<bool> Deadlines::escalate_some()
{
    Moment const now = clock_();
    auto const rung = deliver::alarms(ledger_.projections(), begin(now), now, kAtOnce);
    if (!rung)
        return rung.error();
    if (auto const written = write(intents(*rung, now)); !written)
        return written.error();
    if (rung->size() == kAtOnce) {
        last_ = rung->back();
        return true;
    }
    last_.reset();
    passed_ = now;
    return false;
}

/// Behind what alarms? From the very first where a clock went back or the last whole pass is long ago: rows that were
/// erased since then are walked over once an hour and not once a second.
std::optional<deliver::Due> Deadlines::begin(Moment now)
{
    if (last_)
        return last_;
    if (!passed_ || !whole_pass_ || now < *passed_ || now - *whole_pass_ >= kBetweenWholePasses) {
        whole_pass_ = now;
        return std::nullopt;
    }
    return deliver::Due{*passed_ - kLookBack, {}};
}

/// One that cannot be read holds up no other.
std::vector<commit::Intent> Deadlines::intents(std::vector<deliver::Due> const& rung, Moment now)
{
    road::Setup const setup = setups_();
    watch::Partnership const partnership{*setup.agencies, setup.registers->schools, desk_};
    std::vector<commit::Intent> intents;
    for (deliver::Due const& alarm : rung) {
        auto what = watch::escalation_of(alarm, ledger_, chains_, partnership, *setup.policy, now);
        if (!what)
            failures_.say(receive::Severity::kWarning, kFailed + one_line(what.error()));
        else if (*what)
            intents.push_back(watch::escalate(**std::move(what)));
    }
    return intents;
}

Result<void> Deadlines::write(std::vector<commit::Intent> intents)
{
    if (intents.empty())
        return {};
    auto const answers = commit_all(commits_, std::move(intents));
    if (!answers)
        return answers.error();
    std::uint64_t newly_late = 0;
    Result<void> sound;
    for (auto const& answer : *answers) {
        if (!answer) {
            sound = answer.error();
        } else if (answer->entry.kind == commit::EntryKind::kEscalated) {
            ++escalations_;
            newly_late += answer->entry.escalation_due ? 0U : 1U;
        }
    }
    if (newly_late > 0) {
        late_.say(receive::Severity::kWarning,
                  "Deadlines passed that nobody met: " + std::to_string(newly_late) +
                      ". Those whom the agreements name are turned to; micklegate due shows which.");
        next_count_ = {};
    }
    return sound;
}

Readings Deadlines::readings() const
{
    return {{"deadlines_late", waiting_.load()}, {"escalations_total", escalations_.load()}};
}

void Deadlines::count_late()
{
    if (Steady::now() < next_count_)
        return;
    next_count_ = Steady::now() + kBetweenCounts;
    if (auto const late = deliver::overdue(ledger_.projections(), clock_(), kMostCounted))
        waiting_ = late->size();
}

milliseconds Deadlines::turn()
{
    auto const more = escalate_some();
    if (!more)
        failures_.say(receive::Severity::kWarning, kFailed + one_line(more.error()));
    count_late();
    return more && *more ? milliseconds{0} : kTurn;
}

}  // namespace micklegate::serve
