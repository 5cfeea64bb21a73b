#include "gateway/commit/commit_loop.hpp"

#include "gateway/base/invariant.hpp"

#include <algorithm>

namespace micklegate::commit {

struct CommitLoop::Group {
    Answers answers;
    std::size_t open = 0;
    std::size_t bytes = 0;
    std::function<void(Answers)> done;
};

struct CommitLoop::Round {
    std::vector<Waiting> members;
    std::vector<Record> records;
    std::vector<Receipt> receipts;
};

namespace {

Problem outcome_unknown()
{
    return problem(ProblemCode::kOutcomeUnknown, "The gateway could not confirm that this was stored.",
                   "Send it again with the same id: a repeat never makes a second message.");
}

/// One intent's bug must not end the thread that everyone's messages depend on.
Proposal proposal_of(Intent& intent, Ledger const& ledger)
{
    try {
        return intent.propose(ledger);
    } catch (std::exception const&) {
        return Result<Receipt>{problem(ProblemCode::kInternal, "The gateway failed on this message; nothing of it was stored.")};
    }
}

Moment time_of_last(Journal const& journal)
{
    Sequence const next = journal.head().next;
    auto const last = next == 0 ? Result<std::vector<Record>>{std::vector<Record>{}} : journal.read(next - 1, 1);
    if (!last || last->empty())
        return Moment{};
    auto const entry = decode_entry(last->front().entry);
    return entry ? entry->time : Moment{};
}

}  // namespace

CommitLoop::CommitLoop(Journal& journal, Ledger const& ledger, Clock clock, Admission admission, Settings settings)
    : journal_{journal}, ledger_{ledger}, clock_{std::move(clock)}, admission_{std::move(admission)}, settings_{settings},
      last_time_{time_of_last(journal)}, thread_{[this] { run(); }}
{
}

CommitLoop::~CommitLoop()
{
    {
        std::lock_guard const lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

bool CommitLoop::submit(std::vector<Intent> intents, std::function<void(Answers)> done)
{
    invariant(!intents.empty(), "a group to commit has members");
    auto group = std::make_shared<Group>();
    for (Intent const& intent : intents)
        group->bytes += sizeof(Waiting) + intent.bytes;
    // A group above the whole budget still enters when the queue is empty, or it never would.
    group->bytes = std::min(group->bytes, settings_.queued_bytes);
    group->open = intents.size();
    group->answers.assign(intents.size(), Result<Receipt>{outcome_unknown()});
    group->done = std::move(done);
    {
        std::lock_guard const lock{mutex_};
        if (stopping_ || queued_bytes_ + group->bytes > settings_.queued_bytes)
            return false;
        queued_bytes_ += group->bytes;
        for (std::size_t place = 0; place < intents.size(); ++place)
            queue_.push_back({group, place, std::move(intents[place])});
    }
    wake_.notify_one();
    return true;
}

bool CommitLoop::latched() const
{
    std::lock_guard const lock{mutex_};
    return latched_;
}

void CommitLoop::run()
{
    std::vector<Waiting> deferred;
    for (;;) {
        if (deferred.empty()) {
            std::unique_lock lock{mutex_};
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty())
                return;
        }
        std::vector<Waiting> waiting = std::move(deferred);
        std::ranges::move(take_queue(), std::back_inserter(waiting));
        deferred = commit_round(std::move(waiting));
    }
}

std::vector<CommitLoop::Waiting> CommitLoop::take_queue()
{
    std::lock_guard const lock{mutex_};
    std::size_t const take = std::min(queue_.size(), settings_.records_per_commit);
    auto const end = queue_.begin() + static_cast<std::ptrdiff_t>(take);
    std::vector<Waiting> taken{std::make_move_iterator(queue_.begin()), std::make_move_iterator(end)};
    queue_.erase(queue_.begin(), end);
    return taken;
}

/// Returns the intents that have to wait for the next round.
std::vector<CommitLoop::Waiting> CommitLoop::commit_round(std::vector<Waiting> waiting)
{
    Result<void> const admitted = admission_();
    bool const latched_now = latched();
    std::vector<Waiting> deferred;
    std::unordered_set<std::string> keys;
    Round round;
    for (Waiting& each : waiting) {
        if (!keys.insert(each.intent.key).second) {
            deferred.push_back(std::move(each));
            continue;
        }
        Proposal proposal = proposal_of(each.intent, ledger_);
        if (auto* const answered = std::get_if<Result<Receipt>>(&proposal)) {
            answer(each, std::move(*answered));
        } else if (latched_now) {
            answer(each, outcome_unknown());
        } else if (!admitted) {
            answer(each, admitted.error());
        } else {
            Append& append = std::get<Append>(proposal);
            last_time_ = std::max(last_time_, clock_());
            append.entry.time = last_time_;
            round.records.push_back({encode(append.entry), std::move(append.sealed), std::move(append.actor_opening)});
            round.receipts.push_back({0, std::move(append.entry), false, std::move(append.errors)});
            round.members.push_back(std::move(each));
        }
    }
    if (!round.records.empty())
        append(round);
    return deferred;
}

void CommitLoop::append(Round& round)
{
    JournalHead const head = journal_.head();
    AppendResult const result = journal_.append(head.next, head.epoch, round.records);
    std::optional<Committed> committed;
    if (auto const* const stored = std::get_if<Committed>(&result))
        committed = *stored;
    else if (std::holds_alternative<Unknown>(result))
        committed = resolve(head.next, round);
    if (!committed) {
        // A conflict means another gateway appends here, an unknown outcome that this one cannot tell: both end its writing.
        std::lock_guard const lock{mutex_};
        latched_ = true;
    }
    for (std::size_t i = 0; i < round.members.size(); ++i) {
        if (committed)
            round.receipts[i].index = committed->first + i;
        answer(round.members[i], committed ? Result<Receipt>{std::move(round.receipts[i])} : outcome_unknown());
    }
}

/// Reads back what should stand at `expected`: there in full means committed, anything else stays unknown.
std::optional<Committed> CommitLoop::resolve(Sequence expected, Round const& round) const
{
    auto const stored = journal_.read(expected, round.records.size());
    if (!stored || stored->size() != round.records.size())
        return std::nullopt;
    for (std::size_t i = 0; i < stored->size(); ++i)
        if ((*stored)[i].entry != round.records[i].entry)
            return std::nullopt;
    return Committed{expected, expected + round.records.size()};
}

void CommitLoop::answer(Waiting& waiting, Result<Receipt> receipt)
{
    Group& group = *waiting.group;
    group.answers[waiting.place] = std::move(receipt);
    if (--group.open > 0)
        return;
    {
        std::lock_guard const lock{mutex_};
        queued_bytes_ -= group.bytes;
    }
    group.done(std::move(group.answers));
}

}  // namespace micklegate::commit
