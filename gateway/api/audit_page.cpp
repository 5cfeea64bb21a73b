#include "gateway/api/audit_page.hpp"

#include "gateway/api/past_search.hpp"
#include "gateway/api/query.hpp"
#include "gateway/api/render.hpp"
#include "gateway/audit/cursor.hpp"
#include "gateway/audit/search.hpp"
#include "gateway/json/strict_json.hpp"

#include <boost/json/array.hpp>

namespace micklegate::api {
namespace {

using boost::json::object;

Result<object> found_object(audit::Found const& found)
{
    auto entry = json::parse_strict(found.entry);
    if (!entry)
        return entry.error();
    object out;
    out["index"] = found.index;
    out["time"] = rfc3339(found.time);
    out["entry"] = *std::move(entry);
    return out;
}

}  // namespace

Result<Running> read_running(receive::HttpRequest const& request, Services const& services)
{
    receive::TextMap query = request.query;
    auto const search = whole_number(query.extract("search").mapped());
    auto const cursor = query.extract("cursor");
    auto const limit = take_limit(query, services.limits.audit_page);
    if (auto const sound = limit ? nothing_left(query) : Result<void>{limit.error()}; !sound)
        return sound.error();
    if (!search)
        return field_problem(ProblemCode::kInvalidValue, "?search", "must be the index of a search's entry");
    auto const entry = past_search(*search, "", request.peer, services);
    if (!entry)
        return entry.error();
    auto const at = cursor.empty() ? audit::Cursor{*search, *search} : audit::read_cursor(cursor.mapped());
    if (!at || at->search != *search)
        return field_problem(ProblemCode::kInvalidValue, "?cursor", "must be the next of a page of this search");
    auto filters = audit::read_filter_texts(entry->filters);
    if (!filters)
        return filters.error();
    return Running{*search, *std::move(filters), at->below, *limit};
}

receive::HttpResponse page_of(Running const& running, Services const& services, unsigned status)
{
    auto const page = audit::search(services.ledger, running.filters, running.below, running.limit);
    if (!page)
        return receive::problem_response(page.error());
    object out;
    out["search"] = running.search;
    if (!running.unknown.empty())
        out["unknown"] = boost::json::array(running.unknown.begin(), running.unknown.end());
    boost::json::array entries;
    for (audit::Found const& found : page->found) {
        auto shown = found_object(found);
        if (!shown)
            return receive::problem_response(shown.error());
        entries.push_back(*std::move(shown));
    }
    out["entries"] = std::move(entries);
    if (page->next) {
        out["next"] = audit::cursor_text({running.search, *page->next});
        out["complete"] = page->found.size() == running.limit;
    }
    return json_response(status, out);
}

}  // namespace micklegate::api
