// GET /v1/due: what is late, then what is coming, for whoever asks. No content.
#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/message_access.hpp"
#include "gateway/api/query.hpp"
#include "gateway/api/render.hpp"
#include "gateway/base/uuid.hpp"
#include "gateway/deliver/due.hpp"

#include <boost/json/array.hpp>

namespace micklegate::api {
namespace {

using boost::json::object;
using commit::EntryKind;
using receive::HttpRequest;
using receive::HttpResponse;
using receive::TextMap;

struct Asked {
    deliver::DueRange range;
    std::size_t limit = 0;
};

std::string cursor_of(deliver::Due const& due)
{
    return std::to_string(due.at.time_since_epoch().count()) + "." + due.message;
}

Result<std::optional<deliver::Due>> take_cursor(TextMap& query)
{
    auto const node = query.extract("after");
    if (node.empty())
        return std::optional<deliver::Due>{};
    std::string const& text = node.mapped();
    std::size_t const dot = std::min(text.find('.'), text.size());
    auto const time = whole_number(text.substr(0, dot));
    std::string const message = text.substr(std::min(dot + 1, text.size()));
    if (!time || *time > static_cast<std::uint64_t>(Moment::max().time_since_epoch().count()) || !is_uuid(message))
        return field_problem(ProblemCode::kInvalidValue, "?after", "must be the next of the page before");
    return std::optional{deliver::Due{Moment{std::chrono::milliseconds{static_cast<std::int64_t>(*time)}}, message}};
}

Result<void> take_state(TextMap& query, Moment now, deliver::DueRange& range)
{
    auto const node = query.extract("state");
    std::string const state = node.empty() ? "all" : node.mapped();
    Moment const coming = now + std::chrono::milliseconds{1};
    if (state == "late")
        range.until = coming;
    else if (state == "coming")
        range.from = coming;
    else if (state != "all")
        return field_problem(ProblemCode::kInvalidValue, "?state", "must be late, coming or all");
    return {};
}

Result<void> take_before(TextMap& query, deliver::DueRange& range)
{
    auto const node = query.extract("before");
    if (node.empty())
        return {};
    auto const before = parse_rfc3339(node.mapped());
    if (!before)
        return field_problem(ProblemCode::kInvalidValue, "?before", "must be a time, like 2026-11-23T08:30:00Z");
    range.until = range.until ? std::min(*range.until, *before) : *before;
    return {};
}

Result<Asked> read_query(TextMap query, Limits const& limits, Moment now)
{
    Asked asked;
    auto const after = take_cursor(query);
    if (!after)
        return after.error();
    asked.range.after = *after;
    if (auto const sound = take_state(query, now, asked.range); !sound)
        return sound.error();
    if (auto const sound = take_before(query, asked.range); !sound)
        return sound.error();
    auto const limit = take_limit(query, limits.inbox_page);
    if (!limit)
        return limit.error();
    asked.limit = *limit;
    if (auto const sound = nothing_left(query); !sound)
        return sound.error();
    return asked;
}

Result<boost::json::array> escalations(commit::Ledger const& ledger, std::vector<deliver::Step> const& steps)
{
    boost::json::array told;
    for (deliver::Step const& step : steps) {
        if (step.kind != EntryKind::kEscalated)
            continue;
        auto const escalated = commit::stored_receipt(ledger, step.index);
        if (!escalated)
            return escalated.error();
        object out;
        out["target"] = escalated->entry.code;
        out["to"] = escalated->entry.recipient;
        out["time"] = rfc3339(escalated->entry.time);
        out["index"] = step.index;
        told.push_back(std::move(out));
    }
    return told;
}

char const* role_of(AgencyId const& peer, commit::Entry const& first, boost::json::array const& escalated)
{
    if (peer.get() == first.recipient)
        return "recipient";
    if (peer.get() == first.agency)
        return "sender";
    auto const to_peer = [&](boost::json::value const& each) { return each.at("to").as_string() == peer.get(); };
    return std::ranges::any_of(escalated, to_peer) ? "escalated_to" : "duty_desk";
}

Result<object> due_item(Services const& services, deliver::Due const& due, AgencyId const& peer)
{
    auto const known = any_message(services.ledger, due.message);
    if (!known)
        return known.error();
    auto escalated = escalations(services.ledger, known->steps);
    if (!escalated)
        return escalated.error();
    commit::Entry const& first = known->first.entry;
    object out;
    out["message"] = due.message;
    out["type"] = first.type;
    out["from"] = first.agency;
    out["to"] = first.recipient;
    out["state"] = name_of(deliver::furthest(known->steps));
    out["deadline"] = rfc3339(due.at);
    out["acknowledgement"] = first.acknowledgement.empty() ? name_of(EntryKind::kOpened) : first.acknowledgement;
    out["late"] = due.at <= services.clock();
    out["you_are"] = role_of(peer, first, *escalated);
    out["escalations"] = *std::move(escalated);
    return out;
}

/// The duty desk sees whatever is due.
Result<deliver::DueSlice> read_slice(Services const& services, AgencyId const& peer, Asked const& asked)
{
    commit::KeyValueReader const& rows = services.ledger.projections();
    if (peer != services.road.desk())
        return deliver::due_of_agency(rows, peer.get(), asked.range, asked.limit);
    auto due = deliver::due_of_all(rows, asked.range, asked.limit);
    if (!due)
        return due.error();
    deliver::DueSlice slice;
    slice.due = *std::move(due);
    if (!slice.due.empty())
        slice.looked = slice.due.back();
    return slice;
}

HttpResponse page_of(HttpRequest const& request, Services const& services, Asked const& asked)
{
    auto const slice = read_slice(services, request.peer, asked);
    if (!slice)
        return receive::problem_response(slice.error());
    boost::json::array items;
    for (deliver::Due const& due : slice->due) {
        auto item = due_item(services, due, request.peer);
        if (!item)
            return receive::problem_response(item.error());
        items.push_back(*std::move(item));
    }
    object out;
    out["messages"] = std::move(items);
    if (slice->looked)
        out["next"] = cursor_of(*slice->looked);
    return json_response(200, out);
}

}  // namespace

Answer due_list(HttpRequest& request, Services const& services)
{
    if (auto const spent = spend_messages(services.budgets, request.peer, 1, services.clock()); !spent)
        co_return receive::problem_response(spent.error());
    auto const asked = read_query(request.query, services.limits, services.clock());
    if (!asked)
        co_return receive::problem_response(asked.error());
    std::function<HttpResponse()> answer = [&] { return page_of(request, services, *asked); };
    auto answering = answer_on(services.workers, request.peer, std::move(answer));
    co_return co_await std::move(answering);
}

}  // namespace micklegate::api
