#include "gateway/audit/period.hpp"

namespace micklegate::audit {
namespace {

/// The first entry at or after `moment`; `end` where there is none.
Result<Sequence> first_from(commit::Ledger const& ledger, Moment moment, Sequence end)
{
    Sequence first = 0;
    while (first < end) {
        Sequence const middle = first + (end - first) / 2;
        auto const text = ledger.entry(middle);
        auto const entry = text ? commit::decode_entry(*text) : Result<commit::Entry>{text.error()};
        if (!entry)
            return entry.error();
        if (entry->time < moment)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

}  // namespace

Result<Period> period_of(commit::Ledger const& ledger, Filters const& filters, Sequence below)
{
    auto const end = filters.to ? first_from(ledger, *filters.to, below) : below;
    auto const first = end && filters.from ? first_from(ledger, *filters.from, *end) : Result<Sequence>{0};
    if (!end || !first)
        return end ? first.error() : end.error();
    return Period{*first, *end};
}

}  // namespace micklegate::audit
