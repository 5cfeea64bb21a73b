#include "gateway/serve/disposal.hpp"

#include "gateway/keep/erasure_requests.hpp"
#include "gateway/keep/retention.hpp"
#include "gateway/serve/administration_entries.hpp"

#include <algorithm>
#include <map>

namespace micklegate::serve {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kLooksAtOnce = 5000;
constexpr std::size_t kRequestsAtOnce = 100;
constexpr milliseconds kTurn{1'000};
constexpr std::chrono::minutes kBetweenPasses{1};
/// Rewriting files costs what copying them costs: the store rests so many times as long as the last time took.
constexpr int kRest = 20;

std::vector<commit::Intent> expiries(std::vector<keep::Due> const& due, Moment now)
{
    std::map<std::string, std::vector<Sequence>> of_class;
    for (keep::Due const& copy : due)
        of_class[copy.retention].push_back(copy.index);
    std::vector<commit::Intent> intents;
    for (auto const& [retention, copies] : of_class)
        for (std::size_t at = 0; at < copies.size(); at += keep::kMostOfAnExpiry) {
            auto const from = copies.begin() + static_cast<std::ptrdiff_t>(at);
            auto const count = std::min(copies.size() - at, keep::kMostOfAnExpiry);
            intents.push_back(keep::expire(retention, {from, from + static_cast<std::ptrdiff_t>(count)}, now));
        }
    return intents;
}

}  // namespace

Disposal::Disposal(storage::Store& store, commit::CommitLoop& commits, Clock clock, Spare spare,
                   receive::Log const& log)
    : store_{store},
      commits_{commits},
      clock_{std::move(clock)},
      spare_{std::move(spare)},
      tell_{log},
      failures_{log, system_now},
      turns_{"Letting go of what is not kept any more", [this] { return turn(); }, log}
{
}

Disposal::~Disposal() { stop(); }

void Disposal::stop()
{
    if (!std::exchange(stopped_, true))
        store_.end_purges();
    turns_.stop();
}

Result<bool> Disposal::expire_some()
{
    Moment const now = clock_();
    auto const slice = keep::due_copies(store_.ledger().projections(), now, from_, kLooksAtOnce);
    if (!slice)
        return slice.error();
    from_ = slice->next.value_or(0);
    if (slice->due.empty())
        return slice->next.has_value();
    auto const answers = commit_all(commits_, expiries(slice->due, now));
    if (!answers)
        return answers.error();
    for (auto const& answer : *answers) {
        if (!answer)
            return answer.error();
        expired_ += answer->entry.destroyed.size();
    }
    return slice->next.has_value();
}

Result<bool> Disposal::end_lapsed_requests()
{
    Moment const now = clock_();
    auto const lapsed = keep::lapsed_requests(store_.ledger().projections(), now, kRequestsAtOnce);
    if (!lapsed || lapsed->empty())
        return lapsed ? Result<bool>{false} : lapsed.error();
    std::vector<commit::Intent> intents;
    for (Sequence const request : *lapsed)
        intents.push_back(keep::lapse(request, now));
    auto const answers = commit_all(commits_, std::move(intents));
    if (!answers)
        return answers.error();
    for (auto const& answer : *answers)
        if (!answer)
            return answer.error();
    return true;
}

Result<bool> Disposal::purge()
{
    if (!has_room())
        return false;
    auto const purged = store_.purge();
    if (purged && *purged)
        ++purges_;
    return purged;
}

Readings Disposal::readings() const
{
    return {{"sealed_expired_total", expired_.load()}, {"purges_total", purges_.load()}};
}

milliseconds Disposal::turn()
{
    if (Steady::now() >= next_pass_) {
        auto const more = expire_some();
        if (!told(more, "sealed copies that are due could not expire") || !*more)
            next_pass_ = Steady::now() + kBetweenPasses;
        told(end_lapsed_requests(), "requests for erasures that lapsed could not be ended");
    }
    if (auto const begun = Steady::now(); begun >= next_purge_) {
        auto const purged = purge();
        bool const done = told(purged, "destroyed bytes could not be taken out of the store's files");
        next_purge_ = Steady::now() + (done ? kRest * (Steady::now() - begun) : kBetweenPasses);
    }
    return kTurn;
}

/// Said once when it is missing and once when it is back.
bool Disposal::has_room()
{
    std::uint64_t const needed = store_.bytes_to_purge();
    bool const room = needed == 0 || needed <= spare_();
    if (std::exchange(had_room_, room) == room)
        return room;
    tell_(room ? receive::Severity::kInfo : receive::Severity::kWarning,
          room ? "There is room again to take destroyed bytes out of the store's files."
               : "destroyed bytes stay in the store's files until there is room to rewrite these: about " +
                     std::to_string(needed) + " bytes above limits.disk_floor_bytes");
    return room;
}

bool Disposal::told(Result<bool> const& done, std::string const& what)
{
    if (!done)
        failures_.say(receive::Severity::kWarning, what + ": " + one_line(done.error()));
    return done.has_value();
}

}  // namespace micklegate::serve
