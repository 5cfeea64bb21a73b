#include "gateway/api/audit_asked.hpp"

#include "gateway/api/log_entry.hpp"
#include "gateway/api/query.hpp"
#include "gateway/audit/search.hpp"

namespace micklegate::api {
namespace {

using audit::Dimension;

/// What no entry has is a stranger's free text, and the log is for ever: of it the entry says only that it was asked
/// for. A pseudonym names nobody.
Result<Asked> looked_up(Asked asked, commit::Ledger const& ledger)
{
    auto const size = log_size(ledger);
    if (!size)
        return size.error();
    for (audit::Filter& filter : asked.filters.values) {
        auto const known = audit::is_known(ledger, filter, *size);
        if (!known)
            return known.error();
        if (*known)
            continue;
        asked.unknown.emplace_back(name_of(filter.dimension));
        if (filter.dimension != Dimension::kPerson && filter.dimension != Dimension::kSubject)
            filter.text.clear();
    }
    return asked;
}

}  // namespace

Result<Asked> asked_in_body(receive::HttpRequest const& request, Services const& services)
{
    Result<audit::Filters> filters = audit::Filters{};
    auto inquiry = read_inquiry(request, Reason::kOptional,
                                [&](json::RecordReader& reader) { filters = read_filters(reader, services); });
    if (!inquiry || !filters)
        return inquiry ? filters.error() : inquiry.error();
    receive::TextMap query = request.query;
    auto const limit = take_limit(query, services.limits.audit_page);
    if (auto const sound = limit ? nothing_left(query) : Result<void>{limit.error()}; !sound)
        return sound.error();
    return looked_up({*std::move(inquiry), *std::move(filters), {}, *limit}, services.ledger);
}

Result<Asked> asked_in_query(receive::HttpRequest const& request, Services const& services)
{
    receive::TextMap query = request.query;
    auto inquiry = take_inquiry(request.headers, query);
    if (!inquiry)
        return inquiry.error();
    auto filters = take_filters(query);
    auto const limit = take_limit(query, services.limits.audit_page);
    if (!filters || !limit)
        return filters ? limit.error() : filters.error();
    if (auto const sound = nothing_left(query); !sound)
        return sound.error();
    return looked_up({*std::move(inquiry), *std::move(filters), {}, *limit}, services.ledger);
}

commit::Intent entry_of_search(Asked const& asked, AgencyId const& agency, Services const& services)
{
    commit::Append append = entry_of(asked.inquiry, commit::EntryKind::kSearched, agency, services.keys);
    append.entry.filters = audit::filter_texts(asked.filters);
    for (audit::Filter const& filter : asked.filters.values)
        if (filter.dimension == Dimension::kSubject && !filter.text.empty())
            append.entry.subjects.push_back(filter.text);
    return recorded(std::move(append), services.clock());
}

}  // namespace micklegate::api
