#include "gateway/audit/search.hpp"

#include "gateway/audit/period.hpp"
#include "gateway/audit/postings.hpp"

namespace micklegate::audit {
namespace {

constexpr std::size_t kLooksOfAPage = 400;

struct Lists {
    std::vector<Union> all;
    Effort effort{kLooksOfAPage};
};

Result<Lists> lists_of(Filters const& filters, commit::KeyValueReader const& reader)
{
    Lists lists;
    for (Filter const& filter : filters.values) {
        auto list = Union::of(filter, reader);
        if (!list)
            return list.error();
        // Each place is looked at once before anything is known, so that every page gets on.
        lists.effort.allow(list->places());
        lists.all.push_back(*std::move(list));
    }
    return lists;
}

/// Where a leap ended: at the newest entry that stands in every list, or, when the effort was spent, at the first that
/// is not known not to.
struct Landing {
    Sequence at = 0;
    bool in_all = false;
};

/// From `bound` down, never below `first`; nothing where no entry stands in all lists.
Result<std::optional<Landing>> leap(Lists& lists, Sequence bound, Sequence first)
{
    std::size_t agree = 0;
    for (std::size_t i = 0; agree < lists.all.size(); i = (i + 1) % lists.all.size()) {
        if (lists.effort.spent())
            return std::optional{Landing{bound, false}};
        auto const at = lists.all[i].up_to(bound, lists.effort);
        if (!at)
            return at.error();
        if (!*at || **at < first)
            return std::optional<Landing>{};
        agree = **at == bound ? agree + 1 : 1;
        bound = **at;
    }
    return std::optional{Landing{bound, true}};
}

/// The entry where it fits: two values can share a hash.
Result<std::optional<Found>> look_at(commit::Ledger const& ledger, Sequence index, Filters const& filters)
{
    auto text = ledger.entry(index);
    if (!text)
        return text.error();
    auto const entry = commit::decode_entry(*text);
    if (!entry)
        return entry.error();
    return fits(*entry, filters) ? std::optional{Found{index, entry->time, *std::move(text)}} : std::nullopt;
}

}  // namespace

Result<Page> search(commit::Ledger const& ledger, Filters const& filters, Sequence below, std::size_t limit)
{
    auto const period = period_of(ledger, filters, below);
    if (!period)
        return period.error();
    auto lists = lists_of(filters, ledger.projections());
    if (!lists)
        return lists.error();
    Page page;
    for (Sequence end = period->end; end > period->first;) {
        if (page.found.size() == limit || lists->effort.spent()) {
            page.next = end;
            break;
        }
        auto const landing = leap(*lists, end - 1, period->first);
        if (!landing)
            return landing.error();
        if (!*landing)
            break;
        end = (*landing)->at + ((*landing)->in_all ? 0 : 1);
        if (!(*landing)->in_all)
            continue;
        lists->effort.look();
        auto found = look_at(ledger, end, filters);
        if (!found)
            return found.error();
        if (*found)
            page.found.push_back(**std::move(found));
    }
    return page;
}

Result<bool> is_known(commit::Ledger const& ledger, Filter const& filter, Sequence below)
{
    Filters const alone{{filter}, {}, {}};
    auto const page = search(ledger, alone, below, 1);
    if (!page)
        return page.error();
    // Where the look had to leave off, the value may be there.
    return !page->found.empty() || page->next.has_value();
}

}  // namespace micklegate::audit
