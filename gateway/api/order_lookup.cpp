// POST /v1/lookups/orders: an officer asks whether there is an order, and the log holds who asked, and why, before
// anything is answered. POST /v1/lookups/orders/{index}/relied-on: they acted on the answer.
#include "gateway/api/inquiry.hpp"
#include "gateway/api/log_entry.hpp"
#include "gateway/api/order_question.hpp"
#include "gateway/api/recorded_look.hpp"
#include "gateway/api/render.hpp"
#include "gateway/commit/who_and_why.hpp"

#include <boost/json/array.hpp>

#include <set>

namespace micklegate::api {
namespace {

using boost::json::object;
using receive::HttpRequest;
using receive::HttpResponse;

constexpr char const* kUseNumber = "Use the number that the look-up's answer gave.";

/// Known before it may be told.
struct Looked {
    OrderQuestion asked;
    lookup::Answer answer;
    std::string policy;  ///< digest of the set it was decided under
};

/// A miss and what may not be told are the same to whoever asks; the log tells them apart.
std::string_view outcome_of(lookup::Answer const& answer)
{
    if (!answer.shown.empty())
        return "found";
    return answer.denied > 0 ? "not_allowed" : "nothing";
}

commit::Append entry_of_lookup(Looked const& looked, AgencyId const& agency, Services const& services)
{
    Inquiry const inquiry{looked.asked.by.person, looked.asked.question.purpose, looked.asked.by.reason};
    commit::Append append = entry_of(inquiry, commit::EntryKind::kLookedUp, agency, services.keys);
    commit::Entry& entry = append.entry;
    entry.policy = looked.policy;
    entry.code = outcome_of(looked.answer);
    entry.entries = looked.answer.shown.size();
    for (std::string const& what : looked.asked.asked_by)
        entry.filters.push_back("asked=" + what);
    std::set<std::string> released;
    std::set<std::string> subjects;
    for (lookup::Shown const& shown : looked.answer.shown) {
        released.insert(shown.released.begin(), shown.released.end());
        subjects.insert(shown.subjects.begin(), shown.subjects.end());
    }
    entry.released.assign(released.begin(), released.end());
    entry.subjects.assign(subjects.begin(), subjects.end());
    if (!looked.answer.shown.empty()) {
        entry.agreement = looked.answer.shown.front().agreement;
        entry.rule = looked.answer.shown.front().rule;
    }
    return append;
}

std::string note_on(lookup::Answer const& answer)
{
    std::string note;
    if (answer.shown.empty())
        note = "No order that you may be told of was found. That does not prove that there is none.";
    if (answer.more)
        note = "There are more than are shown here: ask with the date of birth, the address or a reference.";
    if (answer.too_common)
        note += std::string{note.empty() ? "" : " "} +
                "Part of what was asked fits too many records to look through: add the date of birth or an address.";
    if (answer.unreadable)
        note += std::string{note.empty() ? "" : " "} +
                "Part of the register could not be read: ask the duty desk before you rely on this.";
    return note;
}

HttpResponse told(Looked const& looked, Sequence index)
{
    boost::json::array orders;
    for (lookup::Shown const& shown : looked.answer.shown)
        orders.push_back(shown.data);
    object out{{"look_up", index}, {"at", rfc3339(looked.asked.question.at)}, {"orders", std::move(orders)}};
    if (std::string note = note_on(looked.answer); !note.empty())
        out["note"] = std::move(note);
    return json_response(200, out);
}

Result<Looked> look(HttpRequest const& request, Services const& services)
{
    road::Setup const setup = services.setup();
    Moment const now = services.clock();
    auto asked = read_order_question(request, *setup.policy, now);
    if (!asked)
        return asked.error();
    history::Records const records{services.ledger, services.subjects, services.keys, lookup::kOrders};
    lookup::Between const between{setup.agencies->at(services.road.desk()), setup.agencies->at(request.peer)};
    auto answer = lookup::look_up_order(asked->question, between, *setup.agencies, *setup.policy, records, now);
    if (!answer)
        return answer.error();
    return Looked{*std::move(asked), *std::move(answer), setup.policy->digest};
}

struct Relied {
    Decision by;
    Sequence look_up = 0;
    commit::Entry earlier;
};

Result<Relied> read_relied(HttpRequest const& request, Services const& services)
{
    auto by = read_decision(request, Reason::kOptional, [](json::RecordReader&) {});
    if (!by)
        return by.error();
    auto const index = index_in_path(request, kUseNumber);
    if (!index)
        return index.error();
    auto found = entry_at(services.ledger, *index);
    if (!found)
        return found.error();
    bool const theirs = *found && (*found)->entry.kind == commit::EntryKind::kLookedUp &&
                        (*found)->entry.agency == request.peer.get() && (*found)->entry.entries.value_or(0) > 0;
    if (!theirs)
        return problem(ProblemCode::kNotFound, "There is no such look-up of yours that found anything.", kUseNumber);
    return Relied{*std::move(by), *index, std::move((*found)->entry)};
}

commit::Intent intent_of(Relied const& relied, AgencyId const& agency, Services const& services)
{
    Inquiry const inquiry{relied.by.person, relied.earlier.purpose, relied.by.reason};
    commit::Append append = entry_of(inquiry, commit::EntryKind::kReliedOn, agency, services.keys);
    append.entry.entry = relied.look_up;
    append.entry.subjects = relied.earlier.subjects;
    append.entry.agreement = relied.earlier.agreement;
    append.entry.rule = relied.earlier.rule;
    return recorded(std::move(append), services.clock());
}

}  // namespace

Answer order_lookup(HttpRequest& request, Services const& services)
{
    std::function<Result<Looked>()> looking = [&] { return look(request, services); };
    std::function<commit::Intent(Looked const&)> entering = [&](Looked const& found) {
        return recorded(entry_of_lookup(found, request.peer, services), services.clock());
    };
    std::function<HttpResponse(Looked const&, commit::Receipt const&)> telling =
        [](Looked const& found, commit::Receipt const& entered) { return told(found, entered.index); };
    return recorded_look(request, services, std::move(looking), std::move(entering), std::move(telling));
}

Answer order_relied_on(HttpRequest& request, Services const& services)
{
    std::function<Result<Relied>()> looking = [&] { return read_relied(request, services); };
    std::function<commit::Intent(Relied const&)> entering = [&](Relied const& found) {
        return intent_of(found, request.peer, services);
    };
    std::function<HttpResponse(Relied const&, commit::Receipt const&)> telling = [](Relied const& /*relied*/,
                                                                                    commit::Receipt const& entered) {
        return json_response(201, recorded_step(entered));
    };
    return recorded_look(request, services, std::move(looking), std::move(entering), std::move(telling));
}

}  // namespace micklegate::api
