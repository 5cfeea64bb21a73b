#include "gateway/commit/commit_loop.hpp"

#include "gateway/base/invariant.hpp"

#include <algorithm>
#include <unordered_set>

namespace micklegate::commit {

struct CommitLoop::Group {
    Answers answers;
    std::size_t open = 0;
    std::size_t bytes = 0;
    std::function<void(Answers)> done;
};

struct CommitLoop::Round {
    Admitted admitted;
    std::optional<Problem> latched;
    bool clock_is_synchronised;
    std::unordered_set<std::string> keys;  ///< of the members
    std::vector<Waiting> members;
    std::vector<Record> records;
    std::vector<Receipt>
        receipts;  ///< of the members; until it is stored, the index counts from the round's first record
};

namespace {

Problem outcome_unknown()
{
    return problem(ProblemCode::kOutcomeUnknown, "The gateway could not confirm that this was stored.",
                   "Send it again with the same id: a repeat never makes a second message.");
}

/// One member's fault is everyone's: all records of a round are stored, or none.
Problem nothing_stored(Problem const& cause)
{
    return problem(ProblemCode::kInternal, "Nothing was stored: " + cause.detail, "Send it again with the same id.");
}

/// One intent's bug must not end the thread that everyone's messages depend on.
Proposal proposal_of(Intent& intent, Ledger const& ledger)
{
    try {
        return intent.propose(ledger);
    } catch (std::exception const&) {
        return Result<Receipt>{
            problem(ProblemCode::kInternal, "The gateway failed on this message; nothing of it was stored.")};
    }
}

/// Of the record, and of those that are stored right behind it: what a release lets go on is one of these.
Result<void> check_subjects(Append const& append, Ledger const& ledger)
{
    auto known = append.subject ? check_still_known(*append.subject, ledger) : Result<void>{};
    for (auto next = append.followers.begin(); known && next != append.followers.end(); ++next)
        known = check_subjects(*next, ledger);
    return known;
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
    : journal_{journal},
      ledger_{ledger},
      clock_{std::move(clock)},
      admission_{std::move(admission)},
      settings_{settings},
      last_time_{time_of_last(journal)},
      thread_{[this] { run(); }}
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

std::optional<Problem> CommitLoop::latched() const
{
    std::lock_guard const lock{mutex_};
    return latched_;
}

void CommitLoop::latch(Problem why)
{
    std::lock_guard const lock{mutex_};
    if (!latched_)
        latched_ = std::move(why);
}

void CommitLoop::run()
{
    Lines lines;
    std::list<Waiting> alone;
    for (;;) {
        if (lines.empty() && alone.empty()) {
            std::unique_lock lock{mutex_};
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty())
                return;
        }
        commit_round(lines, alone);
    }
}

std::vector<CommitLoop::Waiting> CommitLoop::take_queue(std::size_t most)
{
    std::lock_guard const lock{mutex_};
    std::size_t const take = std::min(queue_.size(), most);
    auto const end = queue_.begin() + static_cast<std::ptrdiff_t>(take);
    std::vector<Waiting> taken{std::make_move_iterator(queue_.begin()), std::make_move_iterator(end)};
    queue_.erase(queue_.begin(), end);
    return taken;
}

void CommitLoop::commit_round(Lines& lines, std::list<Waiting>& alone)
{
    Round round{admission_(), latched(), settings_.clock_is_synchronised(), {}, {}, {}, {}};
    // By turns, so that no number of those keeps everybody else waiting.
    was_alone_ = !alone.empty() && !was_alone_;
    if (was_alone_) {
        propose(alone.front(), round);
        alone.pop_front();
    } else {
        gather(lines, alone, round);
    }
    if (!round.records.empty())
        append(round);
    std::erase_if(lines, [](auto const& line) { return line.second.empty(); });
}

void CommitLoop::gather(Lines& lines, std::list<Waiting>& alone, Round& round)
{
    advance(lines, round);
    std::size_t const most = settings_.records_per_commit;
    for (Waiting& each : take_queue(most - std::min(most, round.members.size()))) {
        if (each.intent.alone)
            alone.push_back(std::move(each));
        else
            wait_or_propose(each, lines, round);
    }
}

/// What was answered changed nothing, so the next of its key sees all there is to see: only an append ends a line's
/// round.
void CommitLoop::advance(Lines& lines, Round& round)
{
    for (auto line = lines.begin(); line != lines.end();) {
        while (!round.keys.contains(line->first) && !line->second.empty()) {
            Waiting next = std::move(line->second.front());
            line->second.pop_front();
            wait_or_propose(next, lines, round);
        }
        line = round.keys.contains(line->first) ? std::next(line) : lines.erase(line);
    }
}

/// It waits behind a key of its own that appends in this round.
void CommitLoop::wait_or_propose(Waiting& waiting, Lines& lines, Round& round)
{
    for (std::string const* const key : {&waiting.intent.key, &waiting.intent.also})
        if (round.keys.contains(*key)) {
            lines[*key].push_back(std::move(waiting));
            return;
        }
    if (!propose(waiting, round))
        return;
    Intent const& member = round.members.back().intent;
    for (std::string const* const key : {&member.key, &member.also})
        if (!key->empty()) {
            round.keys.insert(*key);
            lines.try_emplace(*key);
        }
}

/// True where it became a member of the round; else it is answered.
bool CommitLoop::propose(Waiting& waiting, Round& round)
{
    Proposal proposal = proposal_of(waiting.intent, ledger_);
    if (auto* const answered = std::get_if<Result<Receipt>>(&proposal)) {
        answer(waiting, std::move(*answered));
        return false;
    }
    Append& append = std::get<Append>(proposal);
    auto const& admitted = append.may_use_reserve ? round.admitted.from_reserve : round.admitted.anything;
    if (round.latched || !admitted) {
        answer(waiting, round.latched ? *round.latched : admitted.error());
        return false;
    }
    if (auto const known = check_subjects(append, ledger_); !known) {
        answer(waiting, known.error());
        return false;
    }
    last_time_ = std::max(last_time_, clock_());
    Sequence const place = round.records.size();
    add_record(append, round);
    for (Append& follower : append.followers)
        add_record(follower, round);
    round.receipts.push_back({place, std::move(append.entry), false, std::move(append.errors)});
    round.members.push_back(std::move(waiting));
    return true;
}

void CommitLoop::add_record(Append& append, Round& round)
{
    append.entry.time = last_time_;
    if (!round.clock_is_synchronised)
        append.entry.clock = "unsynchronised";
    append.entry.destroyed = append.destroys;
    append.entry.struck = append.strikes;
    round.records.push_back({encode(append.entry), std::move(append.sealed), std::move(append.actor_opening),
                             std::move(append.reason_opening), std::move(append.known), std::move(append.change),
                             std::move(append.subject), std::move(append.destroys), std::move(append.strikes),
                             std::move(append.forgets)});
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
    auto const* const refused = std::get_if<Refused>(&result);
    if (!committed && refused == nullptr) {
        // A conflict means another gateway appends here, an unknown outcome that this one cannot tell: both end its
        // writing.
        latch(outcome_unknown());
    }
    for (std::size_t i = 0; i < round.members.size(); ++i) {
        if (committed)
            round.receipts[i].index += committed->first;
        answer(round.members[i], committed            ? Result<Receipt>{std::move(round.receipts[i])}
                                 : refused != nullptr ? nothing_stored(refused->cause)
                                                      : outcome_unknown());
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
