// /v1/subjects/erasures and /v1/subjects/holds: what the duty desk and auditors decide about all that is kept of a
// person.
#include "gateway/api/auditor.hpp"
#include "gateway/api/await.hpp"
#include "gateway/api/decision.hpp"
#include "gateway/api/log_entry.hpp"
#include "gateway/api/named_subject.hpp"
#include "gateway/api/record_step.hpp"
#include "gateway/api/render.hpp"
#include "gateway/api/standing.hpp"
#include "gateway/keep/erasure.hpp"
#include "gateway/keep/holds.hpp"
#include "gateway/keep/refusal.hpp"

#include <boost/json/array.hpp>

namespace micklegate::api {
namespace {

using boost::json::object;
using receive::HttpRequest;
using receive::HttpResponse;

constexpr std::size_t kMostListed = 500;

struct Body {
    keep::Asked what;
    std::optional<NamedSubject> subject;
};

/// {"by":{…},"reason":…}, and {"subject":{…}} where one is to be named.
Result<Body> read_body(HttpRequest const& request, Services const& services, bool names_subject)
{
    Body body;
    std::optional<Result<NamedSubject>> subject;
    auto decision = read_decision(request, Reason::kRequired, [&](json::RecordReader& reader) {
        if (names_subject)
            subject = read_subject(reader);
    });
    if (!decision)
        return decision.error();
    if (subject && !*subject)
        return subject->error();
    if (subject)
        body.subject = **std::move(subject);
    body.what.by_agency = request.peer;
    body.what.by_person = std::move(decision->person);
    body.what.reason = std::move(decision->reason);
    body.what.now = services.clock();
    return body;
}

using AboutSubject = std::function<commit::Intent(keep::Asked, std::string)>;

Result<commit::Intent> about_subject(HttpRequest const& request, Services const& services, AboutSubject const& decide)
{
    auto body = read_body(request, services, true);
    if (!body)
        return body.error();
    auto const pseudonym = pseudonym_of(*body->subject, services);
    if (!pseudonym)
        return pseudonym.error();
    if (!*pseudonym)
        return keep::refuse_unknown(body->what, services.keys);
    return decide(std::move(body->what), **pseudonym);
}

using AboutIndex = std::function<commit::Intent(keep::Asked, Sequence)>;

Result<commit::Intent> about_index(HttpRequest const& request, Services const& services, AboutIndex const& decide)
{
    auto const index = index_in_path(request, "See: micklegate subject list");
    if (!index)
        return index.error();
    auto body = read_body(request, services, false);
    if (!body)
        return body.error();
    return decide(std::move(body->what), *index);
}

keep::MayDecide decides_now(Services const& services)
{
    return [&services](AgencyId const& agency) { return has_oversight(agency, services); };
}

/// What the answer calls the entry that the decision is about, which may be the decision itself.
object decided(commit::Receipt const& receipt, std::string_view about)
{
    commit::Entry const& entry = receipt.entry;
    object out;
    out["state"] = name_of(entry.kind);
    if (!entry.code.empty())
        out["code"] = entry.code;
    out[about] = entry.entry.value_or(receipt.index);
    out["subject"] = entry.subjects.front();
    if (entry.entries)
        out["messages"] = *entry.entries;
    out["time"] = rfc3339(entry.time);
    out["index"] = receipt.index;
    out["replayed"] = receipt.replayed;
    return out;
}

object decided_erasure(commit::Receipt const& receipt) { return decided(receipt, "request"); }
object decided_hold(commit::Receipt const& receipt) { return decided(receipt, "hold"); }

object request_item(commit::Receipt const& request)
{
    object out;
    out["request"] = request.index;
    out["subject"] = request.entry.subjects.front();
    out["agency"] = request.entry.agency;
    out["requested"] = rfc3339(request.entry.time);
    out["until"] = rfc3339(request.entry.time + keep::kRequestStands);
    out["messages"] = request.entry.entries.value_or(0);
    return out;
}

object hold_item(commit::Receipt const& hold)
{
    object out;
    out["hold"] = hold.index;
    out["subject"] = hold.entry.subjects.front();
    out["agency"] = hold.entry.agency;
    out["placed"] = rfc3339(hold.entry.time);
    return out;
}

using Item = object (*)(commit::Receipt const&);

HttpResponse list_of(Services const& services, std::vector<Sequence> const& indexes, std::string_view name, Item item)
{
    boost::json::array items;
    for (Sequence const index : indexes) {
        auto const receipt = commit::stored_receipt(services.ledger, index);
        if (!receipt)
            return receive::problem_response(receipt.error());
        items.push_back(item(*receipt));
    }
    object out;
    out[name] = std::move(items);
    return json_response(200, out);
}

HttpResponse open_requests(Services const& services)
{
    auto const open = keep::open_requests(services.ledger.projections(), services.clock(), kMostListed);
    return open ? list_of(services, *open, "requests", request_item) : receive::problem_response(open.error());
}

HttpResponse standing_holds(Services const& services)
{
    auto const holds = keep::holds(services.ledger.projections(), kMostListed);
    if (!holds)
        return receive::problem_response(holds.error());
    std::vector<Sequence> indexes;
    for (keep::Hold const& hold : *holds)
        indexes.push_back(hold.index);
    return list_of(services, indexes, "holds", hold_item);
}

Answer decided_by_oversight(HttpRequest& request, Services const& services, Decide decide, Told told)
{
    auto admitting = admit_oversight(request, services);
    auto const admitted = co_await std::move(admitting);
    if (!admitted)
        co_return receive::problem_response(admitted.error());
    auto recording = record_step(request, services, std::move(decide), std::move(told));
    co_return co_await std::move(recording);
}

Answer listed_for_oversight(HttpRequest& request, Services const& services, HttpResponse (*list)(Services const&))
{
    auto admitting = admit_oversight(request, services);
    auto const admitted = co_await std::move(admitting);
    if (!admitted)
        co_return receive::problem_response(admitted.error());
    std::function<HttpResponse()> answer = [&services, list] { return list(services); };
    auto answering = answer_on(services.workers, request.peer, std::move(answer));
    co_return co_await std::move(answering);
}

}  // namespace

Answer erasure_request(HttpRequest& request, Services const& services)
{
    AboutSubject ask = [&services](keep::Asked what, std::string subject) {
        return keep::request_erasure(std::move(what), std::move(subject), services.keys, services.ledger);
    };
    Decide decide = [&, ask = std::move(ask)] { return about_subject(request, services, ask); };
    return decided_by_oversight(request, services, std::move(decide), decided_erasure);
}

Answer erasure_approve(HttpRequest& request, Services const& services)
{
    AboutIndex approve = [&services, may = decides_now(services)](keep::Asked what, Sequence index) {
        return keep::approve_erasure(std::move(what), index, may, services.keys, services.subjects, services.ledger);
    };
    Decide decide = [&, approve = std::move(approve)] { return about_index(request, services, approve); };
    return decided_by_oversight(request, services, std::move(decide), decided_erasure);
}

Answer erasure_withdraw(HttpRequest& request, Services const& services)
{
    AboutIndex withdraw = [&services](keep::Asked what, Sequence index) {
        return keep::withdraw_erasure(std::move(what), index, services.keys);
    };
    Decide decide = [&, withdraw = std::move(withdraw)] { return about_index(request, services, withdraw); };
    return decided_by_oversight(request, services, std::move(decide), decided_erasure);
}

Answer erasure_list(HttpRequest& request, Services const& services)
{
    return listed_for_oversight(request, services, open_requests);
}

Answer hold_place(HttpRequest& request, Services const& services)
{
    AboutSubject place = [&services](keep::Asked what, std::string subject) {
        return keep::place_hold(std::move(what), std::move(subject), services.keys);
    };
    Decide decide = [&, place = std::move(place)] { return about_subject(request, services, place); };
    return decided_by_oversight(request, services, std::move(decide), decided_hold);
}

Answer hold_lift(HttpRequest& request, Services const& services)
{
    AboutIndex lift = [&services, may = decides_now(services)](keep::Asked what, Sequence index) {
        return keep::lift_hold(std::move(what), index, may, services.keys);
    };
    Decide decide = [&, lift = std::move(lift)] { return about_index(request, services, lift); };
    return decided_by_oversight(request, services, std::move(decide), decided_hold);
}

Answer hold_list(HttpRequest& request, Services const& services)
{
    return listed_for_oversight(request, services, standing_holds);
}

}  // namespace micklegate::api
