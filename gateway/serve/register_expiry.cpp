#include "gateway/serve/register_expiry.hpp"

#include "gateway/history/records.hpp"
#include "gateway/keep/strike.hpp"
#include "gateway/lookup/orders.hpp"
#include "gateway/lookup/over.hpp"
#include "gateway/serve/administration_entries.hpp"

namespace micklegate::serve {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

/// Each is read and unlocked, some tenths of a millisecond: with the rest between two turns a few per cent of a core.
constexpr std::size_t kLooksAtOnce = 50;
constexpr milliseconds kTurn{500};
constexpr std::chrono::hours kBetweenPasses{24};
constexpr milliseconds kAfterFailure{60'000};

}  // namespace

RegisterExpiry::RegisterExpiry(commit::Ledger const& ledger, commit::CommitLoop& commits,
                               commit::SubjectKeys const& subjects, crypto::SiteKeys const& keys, Clock clock,
                               Setups setups, receive::Log const& log)
    : ledger_{ledger},
      commits_{commits},
      subjects_{subjects},
      keys_{keys},
      clock_{std::move(clock)},
      setups_{std::move(setups)},
      failures_{log, system_now},
      turns_{"Taking ended orders out of their register", [this] { return turn(); }, log}
{
}

Result<bool> RegisterExpiry::strike_some()
{
    road::Setup const setup = setups_();
    auto const spec = setup.policy->registers.find(lookup::kOrders);
    if (spec == setup.policy->registers.end() || !spec->second.keep_days)
        return false;
    history::Records const records{ledger_, subjects_, keys_, lookup::kOrders};
    auto const page = records.all(after_, kLooksAtOnce);
    if (!page)
        return page.error();
    std::chrono::days const kept{*spec->second.keep_days};
    std::vector<commit::Intent> intents;
    std::optional<Problem> unread;
    for (std::string const& record : *page) {
        auto const told = records.told_of(record);
        if (!told)
            unread = told.error();
        else if (!lookup::over_for(*told, clock_(), kept, lookup::courts_among(*setup.agencies)).empty())
            intents.push_back(keep::strike("register:" + spec->first, over(record, kept)));
    }
    auto const answers =
        intents.empty() ? Result<commit::Answers>{commit::Answers{}} : commit_all(commits_, std::move(intents));
    if (!answers)
        return answers.error();
    for (auto const& answer : *answers) {
        if (!answer)
            return answer.error();
        struck_ += answer->entry.struck.size();
    }
    after_ = page->size() < kLooksAtOnce ? std::string{} : page->back();
    // The pass goes on behind it all the same.
    if (unread)
        return *unread;
    return !after_.empty();
}

keep::Over RegisterExpiry::over(std::string record, std::chrono::days kept) const
{
    return [this, record = std::move(record), kept](commit::Ledger const& ledger) -> Result<std::vector<Sequence>> {
        history::Records const records{ledger, subjects_, keys_, lookup::kOrders};
        auto const told = records.told_of(record);
        if (!told)
            return told.error();
        return lookup::over_for(*told, clock_(), kept, lookup::courts_among(*setups_().agencies));
    };
}

milliseconds RegisterExpiry::turn()
{
    if (Steady::now() < next_pass_)
        return kTurn;
    auto const more = strike_some();
    if (!more) {
        failures_.say(receive::Severity::kWarning,
                      "what a register need not keep any more could not be struck: " + one_line(more.error()));
        return kAfterFailure;
    }
    if (!*more)
        next_pass_ = Steady::now() + kBetweenPasses;
    return kTurn;
}

}  // namespace micklegate::serve
