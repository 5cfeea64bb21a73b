// POST /v1/lookups/referrals: whoever referred a victim, the service or the hub asks how the referral stands, and the
// log holds who asked before anything is answered.
#include "gateway/api/agreed_purpose.hpp"
#include "gateway/api/inquiry.hpp"
#include "gateway/api/recorded_look.hpp"
#include "gateway/api/render.hpp"
#include "gateway/lookup/referrals.hpp"

#include <boost/json/array.hpp>

namespace micklegate::api {
namespace {

using boost::json::object;
using receive::HttpRequest;
using receive::HttpResponse;

/// As the message types have it.
constexpr std::size_t kLongestReference = 40;

struct Asked {
    Decision by;
    lookup::ReferralQuestion question;
};

/// Known before it may be told.
struct Looked {
    Asked asked;
    Moment at{};
    lookup::ReferralAnswer answer;
    std::string policy;  ///< digest of the set it was decided under
};

Result<Asked> read_question(HttpRequest const& request, policy::PolicySet const& policy)
{
    lookup::ReferralQuestion question;
    auto by = read_decision(request, Reason::kOptional, [&](json::RecordReader& reader) {
        question.purpose = reader.text("purpose");
        question.referral_ref = reader.text("referral_ref");
    });
    if (!by)
        return by.error();
    if (question.referral_ref.empty() || question.referral_ref.size() > kLongestReference)
        return field_problem(ProblemCode::kInvalidValue, "/referral_ref", "is empty or too long for a reference");
    if (auto const sound =
            check_agreed_purpose(question.purpose, policy, "Services ask the register for victim_support.");
        !sound)
        return sound.error();
    return Asked{*std::move(by), std::move(question)};
}

Result<Looked> look(HttpRequest const& request, Services const& services)
{
    road::Setup const setup = services.setup();
    auto asked = read_question(request, *setup.policy);
    if (!asked)
        return asked.error();
    Moment const now = services.clock();
    history::Records const records{services.ledger, services.subjects, services.keys, lookup::kReferrals};
    lookup::Between const between{setup.agencies->at(services.road.desk()), setup.agencies->at(request.peer)};
    auto answer = lookup::look_up_referral(asked->question, between, *setup.policy, records, services.ledger, now);
    if (!answer)
        return answer.error();
    return Looked{*std::move(asked), now, *std::move(answer), setup.policy->digest};
}

/// A miss and what may not be told are the same to whoever asks; the log tells them apart.
std::string_view outcome_of(lookup::ReferralAnswer const& answer)
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
    entry.filters = {"asked=referral_ref"};
    std::set<std::string> released;
    for (lookup::Disclosed const& shown : looked.answer.shown)
        released.insert(shown.released.begin(), shown.released.end());
    entry.released.assign(released.begin(), released.end());
    entry.subjects.assign(looked.answer.subjects.begin(), looked.answer.subjects.end());
    if (!looked.answer.shown.empty()) {
        entry.agreement = looked.answer.shown.front().agreement;
        entry.rule = looked.answer.shown.front().rule;
    }
    return append;
}

HttpResponse told(Looked const& looked, Sequence index)
{
    boost::json::array standings;
    for (lookup::Disclosed const& shown : looked.answer.shown)
        standings.push_back(shown.data);
    object out{{"look_up", index}, {"at", rfc3339(looked.at)}, {"standings", std::move(standings)}};
    if (looked.answer.shown.empty())
        out["note"] = "No referral that you may be told of was found. That does not prove that there is none.";
    else if (looked.answer.unreadable > 0)
        out["note"] = "A message about this referral could not be read: ask the duty desk before you rely on this.";
    return json_response(200, out);
}

}  // namespace

Answer referral_lookup(HttpRequest& request, Services const& services)
{
    std::function<Result<Looked>()> looking = [&] { return look(request, services); };
    std::function<commit::Intent(Looked const&)> entering = [&](Looked const& found) {
        return recorded(entry_of_lookup(found, request.peer, services), services.clock());
    };
    std::function<HttpResponse(Looked const&, commit::Receipt const&)> telling =
        [](Looked const& found, commit::Receipt const& entered) { return told(found, entered.index); };
    return recorded_look(request, services, std::move(looking), std::move(entering), std::move(telling));
}

}  // namespace micklegate::api
