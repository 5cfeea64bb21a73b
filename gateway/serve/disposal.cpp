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

Disposal::Disposal(storage::Store& store, commit::CommitLoop& commits, Clock clock, receive::Log const& log)
    : store_{store}, commits_{commits}, clock_{std::move(clock)}, failures_{log, system_now}
{
}

Disposal::~Disposal() { stop(); }

void Disposal::start()
{
    thread_ = std::thread{[this] { run(); }};
}

void Disposal::stop()
{
    {
        std::lock_guard const lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    if (!thread_.joinable())
        return;
    store_.end_purges();
    thread_.join();
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
    auto const purged = store_.purge();
    if (purged && *purged)
        ++purges_;
    return purged;
}

Readings Disposal::readings() const
{
    return {{"sealed_expired_total", expired_.load()}, {"purges_total", purges_.load()}};
}

void Disposal::run()
{
    Steady::time_point next_pass{};
    Steady::time_point next_purge{};
    for (;;) {
        if (Steady::now() >= next_pass) {
            auto const more = expire_some();
            if (!told(more, "sealed copies that are due could not expire") || !*more)
                next_pass = Steady::now() + kBetweenPasses;
            told(end_lapsed_requests(), "requests for erasures that lapsed could not be ended");
        }
        if (auto const begun = Steady::now(); begun >= next_purge) {
            auto const purged = purge();
            bool const done = told(purged, "destroyed bytes could not be taken out of the store's files");
            next_purge = Steady::now() + (done ? kRest * (Steady::now() - begun) : kBetweenPasses);
        }
        wait_for(kTurn);
        std::lock_guard const lock{mutex_};
        if (stopping_)
            return;
    }
}

void Disposal::wait_for(milliseconds pause)
{
    std::unique_lock lock{mutex_};
    wake_.wait_for(lock, pause, [this] { return stopping_; });
}

bool Disposal::told(Result<bool> const& done, std::string const& what)
{
    if (!done)
        failures_.say(receive::Severity::kWarning, what + ": " + one_line(done.error()));
    return done.has_value();
}

}  // namespace micklegate::serve
