#include "gateway/serve/carry_overs.hpp"

#include "gateway/commit/seen_events.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/lookup/blocks.hpp"
#include "gateway/road/once.hpp"
#include "gateway/serve/administration_entries.hpp"

#include <algorithm>

namespace micklegate::serve {
namespace {

using commit::EntryKind;
using std::chrono::milliseconds;

constexpr char const* kCarryOver = "prison.transfer-carryover";
constexpr char const* kActor = "Micklegate gateway, following a prisoner";
constexpr char const* kByItself = " Sent by the gateway itself, because the prisoner was moved.";
std::string const kFailed = "contact blocks could not be followed: ";
constexpr std::size_t kEntriesAtOnce = 5'000;
constexpr std::size_t kRecordsAtOnce = 200;
constexpr milliseconds kTurn{1'000};
/// A block runs out, or a prison joins the scheme, without anything being told of the prisoner.
constexpr std::chrono::minutes kBetweenPasses{15};

/// Whether the entry may change how a block stands: what is told of a prisoner, or what became of that.
bool may_matter(EntryKind kind)
{
    switch (kind) {
    case EntryKind::kAccepted:
    case EntryKind::kOpened:
    case EntryKind::kActioned:
    case EntryKind::kRejected:
    case EntryKind::kCorrected: return true;
    default: return false;
    }
}

Event event_of(lookup::CarryOver carry_over, Moment now)
{
    Event event;
    event.id = std::move(carry_over.id);
    event.source = AgencyId{carry_over.on_behalf_of};
    event.type = MessageType{kCarryOver};
    event.purpose = lookup::kBlocksPurpose;
    event.recipient = AgencyId{carry_over.to};
    event.actor = kActor;
    event.time = now;
    event.data = std::move(carry_over.data);
    return event;
}

/// The log shows who asked for the block as its sender, and must show that it was not they who sent this.
commit::Intent marked(commit::Intent intent)
{
    intent.propose = [propose = std::move(intent.propose)](commit::Ledger const& ledger) mutable {
        commit::Proposal proposal = propose(ledger);
        if (auto* const append = std::get_if<commit::Append>(&proposal))
            append->entry.why += kByItself;
        return proposal;
    };
    return intent;
}

}  // namespace

CarryOvers::CarryOvers(Gateway gateway, receive::Log const& log)
    : gateway_{std::move(gateway)},
      records_{gateway_.ledger, gateway_.subjects, gateway_.keys, lookup::kBlocks},
      gaps_{log, system_now},
      failures_{log, system_now},
      turns_{"Following contact blocks", [this] { return turn(); }, log}
{
}

Result<bool> CarryOvers::follow_some()
{
    auto const more_news = take_news();
    if (!more_news)
        return more_news.error();
    for (std::string const& record : std::exchange(news_, {}))
        look_or_retry(record);
    auto const more_of_pass = go_on_with_pass();
    return more_of_pass ? Result<bool>{*more_news || *more_of_pass} : more_of_pass.error();
}

Result<bool> CarryOvers::take_news()
{
    auto const size = gateway_.ledger.size();
    if (!size)
        return size.error();
    // What was told before is for the first whole pass to find.
    Sequence const from = seen_.value_or(*size);
    Sequence const to = std::min(*size, from + kEntriesAtOnce);
    Result<void> sound;
    Sequence index = from;
    auto const visited = gateway_.ledger.visit_entries(from, to - from, [&](std::string_view text) {
        auto const entry = commit::decode_entry(text);
        if (auto const noted = entry ? note_news(index, *entry) : Result<void>{entry.error()}; !noted && sound)
            sound = noted;
        ++index;
    });
    if (!visited || !sound)
        return visited ? sound.error() : visited.error();
    seen_ = to;
    return to < *size;
}

Result<void> CarryOvers::note_news(Sequence index, commit::Entry const& entry)
{
    // What was taken back or erased says no more whom it was about.
    if (deliver::takes_back(entry.kind) || entry.kind == EntryKind::kErased) {
        passed_.reset();
        pass_at_.reset();
    }
    if (!may_matter(entry.kind))
        return {};
    Sequence told_by = index;
    if (entry.kind != EntryKind::kAccepted) {
        auto const steps = deliver::timeline(gateway_.ledger.projections(), entry.message);
        if (!steps || steps->empty())
            return steps ? Result<void>{} : steps.error();
        told_by = steps->front().index;
    }
    auto const companion = gateway_.ledger.change(told_by);
    if (!companion)
        return companion.error().code == ProblemCode::kNotFound ? Result<void>{} : companion.error();
    auto const kept = history::read_kept(*companion);
    if (!kept)
        return kept.error();
    if (kept->register_name == lookup::kBlocks)
        for (std::string_view const record : kept->records)
            news_.emplace(record);
    return {};
}

Result<bool> CarryOvers::go_on_with_pass()
{
    Moment const now = gateway_.clock();
    if (!pass_at_) {
        if (passed_ && now >= *passed_ && now - *passed_ < kBetweenPasses)
            return false;
        passed_ = now;
        pass_at_.emplace();
        ++pass_;
    }
    auto const found = records_.all(*pass_at_, kRecordsAtOnce);
    if (!found)
        return found.error();
    for (std::string const& record : *found) {
        auto const first = records_.first_reference(record);
        if (!first)
            return first.error();
        if (*first != record)
            continue;
        look_or_retry(record);
    }
    if (found->size() == kRecordsAtOnce) {
        pass_at_ = found->back();
        return true;
    }
    pass_at_.reset();
    std::lock_guard const lock{mutex_};
    std::erase_if(watched_, [this](auto const& each) { return each.second.pass < pass_; });
    return false;
}

/// One that cannot be read, or handed over now, holds up no other.
void CarryOvers::look_or_retry(std::string const& record)
{
    auto const looked = look(record);
    if (looked)
        return;
    failures_.say(receive::Severity::kWarning, kFailed + one_line(looked.error()));
    news_.insert(record);
}

Result<void> CarryOvers::look(std::string const& record)
{
    auto const first = records_.first_reference(record);
    auto const told = first ? records_.told_of(record) : Result<std::vector<history::Told>>{first.error()};
    if (!told)
        return told.error();
    road::Setup const setup = gateway_.setup();
    registers::PrisonRegister const& prisons = setup.registers->prisons;
    Moment const now = gateway_.clock();
    auto const blocks = lookup::blocks_of(*told, prisons, gateway_.ledger, now);
    if (!blocks)
        return blocks.error();
    Watched watched;
    watched.pass = pass_;
    for (lookup::BlockView const& block : *blocks) {
        auto carry_over = lookup::carry_over_of(block, prisons, now);
        auto const handed = carry_over ? hand_over(*std::move(carry_over)) : Result<bool>{false};
        if (!handed)
            return handed.error();
        watched.live += block.state.live ? 1U : 0U;
        watched.awaited += block.state.awaited ? 1U : 0U;
        watched.for_desk += block.state.live && block.duty_desk && !*handed ? 1U : 0U;
        if (auto const& since = block.state.gap.running_since)
            watched.gap_since = std::min(watched.gap_since.value_or(*since), *since);
    }
    if (*first != record) {
        std::lock_guard const lock{mutex_};
        watched_.erase(record);
    }
    remember(*first, watched);
    return {};
}

void CarryOvers::remember(std::string const& record, Watched watched)
{
    Watched before;
    {
        std::lock_guard const lock{mutex_};
        before = std::exchange(watched_[record], watched);
        if (watched.live == 0)
            watched_.erase(record);
    }
    bool const begun = watched.gap_since && (!before.gap_since || *before.gap_since < *watched.gap_since);
    if (begun)
        gaps_.say(receive::Severity::kWarning,
                  "A contact block is without an acknowledgement of the prison that holds its prisoner, since " +
                      rfc3339(*watched.gap_since) + "; micklegate prisons blocks shows which.");
    if (watched.for_desk > before.for_desk)
        gaps_.say(receive::Severity::kWarning,
                  "A contact block needs a person at the duty desk: no prison of the scheme can be asked to hold it; "
                  "micklegate prisons blocks shows which.");
}

/// Whatever became of it stands in the log, and a person sees to what was refused or is held.
bool CarryOvers::attempted(Event const& event) const
{
    auto const mark = road::mark_event(gateway_.keys, event, {});
    auto const seen = commit::seen_event(gateway_.ledger.projections(), mark.key);
    return !seen || seen->has_value();
}

Result<bool> CarryOvers::hand_over(lookup::CarryOver carry_over)
{
    Moment const now = gateway_.clock();
    road::Setup const setup = gateway_.setup();
    auto const sender = setup.agencies->find(AgencyId{carry_over.on_behalf_of});
    if (sender == setup.agencies->end() || sender->second.suspended)
        return false;
    Event event = event_of(std::move(carry_over), now);
    if (attempted(event))
        return false;
    road::Arrival const arrival{event.source, setup, now};
    std::string canonical = json::canonical(event.data);
    std::vector<commit::Intent> intents;
    intents.push_back(marked(gateway_.road.walk({std::move(event), std::move(canonical)}, arrival, gateway_.ledger)));
    auto const answers = commit_all(gateway_.commits, std::move(intents));
    if (!answers)
        return answers.error();
    auto const& answer = answers->front();
    if (!answer)
        return answer.error();
    if (answer->entry.kind == EntryKind::kAccepted)
        ++sent_;
    else
        failures_.say(receive::Severity::kWarning,
                      "A contact block could not be handed to the prison that now holds its prisoner: its message is " +
                          std::string{name_of(answer->entry.kind)} + " (" + answer->entry.code + "), entry " +
                          std::to_string(answer->index) + ".");
    if (!answer->entry.recipient.empty())
        gateway_.notify(answer->entry.recipient);
    return answer->entry.kind == EntryKind::kAccepted;
}

Readings CarryOvers::readings() const
{
    Moment const now = gateway_.clock();
    std::uint64_t live = 0;
    std::uint64_t awaited = 0;
    std::uint64_t for_desk = 0;
    std::chrono::minutes longest{0};
    std::lock_guard const lock{mutex_};
    for (auto const& [record, watched] : watched_) {
        live += watched.live;
        awaited += watched.awaited;
        for_desk += watched.for_desk;
        if (watched.gap_since)
            longest = std::max(longest, std::chrono::floor<std::chrono::minutes>(now - *watched.gap_since));
    }
    return {{"blocks_live", live},
            {"blocks_without_acknowledgement", awaited},
            {"blocks_for_duty_desk", for_desk},
            {"blocks_longest_gap_minutes", static_cast<std::uint64_t>(longest.count())},
            {"block_carry_overs_total", sent_.load()}};
}

milliseconds CarryOvers::turn()
{
    auto const more = follow_some();
    if (!more)
        failures_.say(receive::Severity::kWarning, kFailed + one_line(more.error()));
    return more && *more ? milliseconds{0} : kTurn;
}

}  // namespace micklegate::serve
