// POST /v1/audit/searches and GET /v1/audit/entries: auditors search the log, and each search is an entry of it.
#include "gateway/api/audit_filters.hpp"
#include "gateway/api/auditor.hpp"
#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/inquiry.hpp"
#include "gateway/api/log_entry.hpp"
#include "gateway/api/past_search.hpp"
#include "gateway/api/query.hpp"
#include "gateway/api/render.hpp"
#include "gateway/audit/cursor.hpp"
#include "gateway/audit/search.hpp"
#include "gateway/json/strict_json.hpp"

#include <algorithm>

namespace micklegate::api {
namespace {

using audit::Dimension;
using boost::json::object;
using receive::HttpRequest;
using receive::HttpResponse;
using receive::TextMap;

struct Asked {
    Inquiry inquiry;
    audit::Filters filters;
    std::vector<std::string> unknown{};  ///< names of filters that no entry fits
    std::size_t limit = 0;
};

/// What is left of a search: it is its entry, so that any page can be asked for after a restart, too.
struct Running {
    Sequence search = 0;
    audit::Filters filters;
    Sequence below = 0;
    std::size_t limit = 0;
    std::vector<std::string> unknown{};
};

Result<Asked> read_body(HttpRequest const& request, Services const& services)
{
    Result<audit::Filters> filters = audit::Filters{};
    auto inquiry = read_inquiry(request, Reason::kOptional,
                                [&](json::RecordReader& reader) { filters = read_filters(reader, services); });
    if (!inquiry || !filters)
        return inquiry ? filters.error() : inquiry.error();
    TextMap query = request.query;
    auto const limit = take_limit(query, services.limits.audit_page);
    if (auto const sound = limit ? nothing_left(query) : Result<void>{limit.error()}; !sound)
        return sound.error();
    return Asked{*std::move(inquiry), *std::move(filters), {}, *limit};
}

Result<Asked> read_query(HttpRequest const& request, Services const& services)
{
    TextMap query = request.query;
    auto inquiry = take_inquiry(request.headers, query);
    if (!inquiry)
        return inquiry.error();
    auto filters = take_filters(query);
    auto const limit = take_limit(query, services.limits.audit_page);
    if (!filters || !limit)
        return filters ? limit.error() : filters.error();
    if (auto const sound = nothing_left(query); !sound)
        return sound.error();
    return Asked{*std::move(inquiry), *std::move(filters), {}, *limit};
}

/// What no entry has is a stranger's free text, and the log is for ever: of it the entry says only that it was asked
/// for. A pseudonym names nobody.
Result<void> look_up(Asked& asked, commit::Ledger const& ledger)
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
    return {};
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

HttpResponse page_of(Running const& running, Services const& services, unsigned status)
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

Answer show(HttpRequest const& request, Services const& services, Running running, unsigned status)
{
    std::function<HttpResponse()> answer = [&] { return page_of(running, services, status); };
    auto answering = answer_on(services.workers, request.peer, std::move(answer));
    co_return co_await std::move(answering);
}

using Read = Result<Asked> (*)(HttpRequest const&, Services const&);

Answer begin(HttpRequest const& request, Services const& services, Read read, unsigned status)
{
    std::optional<Result<Asked>> asked;
    std::function<void()> reading = [&] {
        asked = read(request, services);
        if (auto const found = *asked ? look_up(**asked, services.ledger) : Result<void>{}; !found)
            asked = found.error();
    };
    co_await run_on(services.workers, request.peer, std::move(reading));
    if (!*asked)
        co_return receive::problem_response(asked->error());
    auto committing = commit_one(services.commits, entry_of_search(**asked, request.peer, services));
    auto const recorded_search = co_await std::move(committing);
    if (!recorded_search)
        co_return receive::problem_response(recorded_search.error());
    // It covers what stood before it: whatever is written while somebody pages on changes no page.
    Running running;
    running.search = running.below = recorded_search->index;
    running.filters = std::move((*asked)->filters);
    running.limit = (*asked)->limit;
    running.unknown = std::move((*asked)->unknown);
    auto showing = show(request, services, std::move(running), status);
    co_return co_await std::move(showing);
}

Result<Running> read_running(HttpRequest const& request, Services const& services)
{
    TextMap query = request.query;
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

Answer go_on(HttpRequest const& request, Services const& services)
{
    std::optional<Result<Running>> running;
    std::function<void()> reading = [&] { running = read_running(request, services); };
    co_await run_on(services.workers, request.peer, std::move(reading));
    if (!*running)
        co_return receive::problem_response(running->error());
    auto showing = show(request, services, **std::move(running), 200);
    co_return co_await std::move(showing);
}

Result<void> spend(HttpRequest const& request, Services const& services)
{
    return spend_messages(services.budgets, request.peer, 1, services.clock());
}

}  // namespace

Answer audit_search(HttpRequest& request, Services const& services)
{
    auto admitting = admit_auditor(request, services);
    auto const admitted = co_await std::move(admitting);
    if (auto const spent = admitted ? spend(request, services) : admitted; !spent)
        co_return receive::problem_response(spent.error());
    auto beginning = begin(request, services, read_body, 201);
    co_return co_await std::move(beginning);
}

Answer audit_entries(HttpRequest& request, Services const& services)
{
    auto admitting = admit_auditor(request, services);
    auto const admitted = co_await std::move(admitting);
    if (auto const spent = admitted ? spend(request, services) : admitted; !spent)
        co_return receive::problem_response(spent.error());
    bool const runs = request.query.contains("search");
    auto answering = runs ? go_on(request, services) : begin(request, services, read_query, 200);
    co_return co_await std::move(answering);
}

}  // namespace micklegate::api
