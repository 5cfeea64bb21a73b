#include "gateway/road/once.hpp"

#include "gateway/commit/seen_events.hpp"
#include "gateway/crypto/hash.hpp"
#include "gateway/deliver/effect.hpp"

namespace micklegate::road {
namespace {

using commit::Proposal;
using commit::Receipt;

std::size_t weight(commit::Append const& append)
{
    std::size_t bytes = append.sealed.size() + append.actor_opening.size() + append.reason_opening.size() +
                        append.known.size() + append.change.size() + append.entry.why.size();
    for (commit::Append const& follower : append.followers)
        bytes += sizeof(commit::Append) + weight(follower);
    return bytes;
}

std::size_t weight(Proposal const& proposal)
{
    auto const* const append = std::get_if<commit::Append>(&proposal);
    return append == nullptr ? 0 : weight(*append);
}

}  // namespace

commit::EventMark mark_event(crypto::SiteKeys const& keys, Event const& event, std::string_view canonical)
{
    return {crypto::pseudonym(keys.events, "event", event.source.get() + '\n' + event.id),
            crypto::pseudonym(keys.events, "content", canonical)};
}

std::optional<Proposal> answer_of_repeat(commit::Ledger const& ledger, commit::EventMark const& mark)
{
    auto const read = commit::seen_event(ledger.projections(), mark.key);
    if (!read)
        return Result<Receipt>{read.error()};
    auto const& seen = *read;
    if (!seen)
        return std::nullopt;
    if (seen->fingerprint == mark.fingerprint)
        return commit::stored_receipt(ledger, seen->index);
    if (seen->delivered_to_none)
        return std::nullopt;
    return Result<Receipt>{problem(ProblemCode::kIdReused,
                                   "This id was used before with other content; the first message stands.",
                                   "Give a new message a new id, or send a correction that supersedes the first.")};
}

commit::Intent once(commit::EventMark mark, Proposal proposal)
{
    std::size_t const bytes = weight(proposal);
    std::string key = commit::line_of(mark);
    auto const* const stores = std::get_if<commit::Append>(&proposal);
    std::string also = stores == nullptr ? std::string{} : deliver::line_of_effect(*stores);
    return {std::move(key), bytes,
            [mark = std::move(mark), proposal = std::move(proposal)](commit::Ledger const& ledger) mutable {
                auto answered = answer_of_repeat(ledger, mark);
                if (answered)
                    return *std::move(answered);
                if (auto* const append = std::get_if<commit::Append>(&proposal)) {
                    append->entry.event = mark;
                    if (auto const taken = deliver::take_effect(*append, ledger); !taken)
                        return Proposal{Result<Receipt>{taken.error()}};
                }
                return std::move(proposal);
            },
            false, std::move(also)};
}

}  // namespace micklegate::road
