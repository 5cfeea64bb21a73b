#include "gateway/keep/refusal.hpp"

#include <algorithm>
#include <array>

namespace micklegate::keep {
namespace {

struct Row {
    char const* code;
    ProblemCode answered;
    char const* next;
};

constexpr std::array kRows{
    Row{"unknown_subject", ProblemCode::kNotFound,
        "Check the message type and its subject fields: somebody may be known by a number under one type and by name "
        "and date of birth under another."},
    Row{"on_hold", ProblemCode::kWrongState,
        "Whoever placed the hold lifts it: micklegate subject hold and subject lift."},
    Row{"unopened_messages", ProblemCode::kWrongState,
        "Wait until they were opened, or until the duty desk has decided; or have their senders recall them."},
    Row{"already_requested", ProblemCode::kWrongState,
        "It waits for another agency's approval; withdraw it before you request it anew."},
};

}  // namespace

Refusal unknown_subject()
{
    return {"unknown_subject", "Nothing that can still be read is stored about this subject."};
}

commit::Append refused(commit::Append decision, Refusal refusal)
{
    decision.entry.kind = commit::EntryKind::kRefused;
    decision.entry.code = std::move(refusal.code);
    decision.entry.why = std::move(refusal.why);
    decision.may_use_reserve = false;
    return decision;
}

std::optional<Problem> refused_as(commit::Entry const& entry)
{
    auto const row = std::ranges::find(kRows, entry.code, &Row::code);
    if (entry.kind != commit::EntryKind::kRefused || row == kRows.end())
        return std::nullopt;
    return problem(row->answered, entry.why, row->next);
}

commit::Intent refuse_unknown(Asked const& what, crypto::SiteKeys const& keys)
{
    commit::Append append = refused(decision(commit::EntryKind::kRefused, what, keys), unknown_subject());
    return {kLine, sizeof(append) + append.reason_opening.size(),
            [append = std::move(append)](commit::Ledger const&) -> commit::Proposal { return append; }};
}

}  // namespace micklegate::keep
