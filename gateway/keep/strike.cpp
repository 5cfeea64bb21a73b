#include "gateway/keep/strike.hpp"

#include "gateway/keep/asked.hpp"
#include "gateway/keep/holds.hpp"

namespace micklegate::keep {
namespace {

/// What one entry may name: an index has at most 20 digits and a comma.
constexpr std::size_t kMostOfAnEntry = 1000;

Result<bool> is_on_hold(commit::Ledger const& ledger, Sequence index)
{
    auto const first = commit::stored_receipt(ledger, index);
    if (!first)
        return first.error();
    for (std::string const& subject : first->entry.subjects) {
        auto held = on_hold(ledger.projections(), subject);
        if (!held || *held)
            return held;
    }
    return false;
}

commit::Append entry_of(std::string const& code)
{
    commit::Append append;
    append.may_use_reserve = true;
    append.entry.kind = commit::EntryKind::kExpired;
    append.entry.code = code;
    append.entry.why = "The days that the register keeps a record after its end had passed.";
    return append;
}

commit::Proposal struck(commit::Ledger const& ledger, std::string const& code, Over const& over)
{
    auto const changes = over(ledger);
    if (!changes)
        return Result<commit::Receipt>{changes.error()};
    for (Sequence const index : *changes) {
        auto const held = is_on_hold(ledger, index);
        if (!held)
            return Result<commit::Receipt>{held.error()};
        if (*held)
            return Result<commit::Receipt>{commit::Receipt{}};
    }
    if (changes->empty())
        return Result<commit::Receipt>{commit::Receipt{}};
    commit::Append append = entry_of(code);
    for (std::size_t at = 0; at < changes->size(); at += kMostOfAnEntry) {
        auto const from = changes->begin() + static_cast<std::ptrdiff_t>(at);
        auto const count = std::min(changes->size() - at, kMostOfAnEntry);
        commit::Append& to = at == 0 ? append : append.followers.emplace_back(entry_of(code));
        to.strikes.assign(from, from + static_cast<std::ptrdiff_t>(count));
    }
    return append;
}

}  // namespace

commit::Intent strike(std::string code, Over over)
{
    // As an erasure in the same commit would strike the same: it is alone.
    return {kLine, sizeof(Over) + code.size(),
            [code = std::move(code), over = std::move(over)](commit::Ledger const& ledger) {
                return struck(ledger, code, over);
            },
            true};
}

}  // namespace micklegate::keep
