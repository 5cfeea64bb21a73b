// POST /v1/performance: the month's figures of services for victims, counted from what messages told. The register is
// gone through in slices, between which others have their turn, and the log holds who asked before anything is
// answered.
#include "gateway/lookup/performance.hpp"
#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/inquiry.hpp"
#include "gateway/api/render.hpp"
#include "gateway/lookup/referrals.hpp"
#include "gateway/model/agency_id.hpp"
#include "gateway/referrals/month.hpp"

namespace micklegate::api {
namespace {

using receive::HttpRequest;
using receive::HttpResponse;

/// Referrals that are read before others have their turn.
constexpr std::size_t kSlice = 500;

struct Asked {
    Decision by;
    lookup::PerformanceQuestion question;
};

/// What a count works with, and how far it got.
struct Counting {
    Counting(Asked question, road::Setup in_force, Services const& services, Moment moment)
        : asked{std::move(question)},
          setup{std::move(in_force)},
          now{moment},
          records{services.ledger, services.subjects, services.keys, lookup::kReferrals},
          count{records, services.ledger, setup.policy->calendar, asked.question.month, now}
    {
    }

    Asked asked;
    road::Setup setup;
    Moment now;
    history::Records records;
    lookup::PerformanceCount count;
};

Result<Asked> read_question(HttpRequest const& request, Moment now)
{
    std::string month;
    std::string provider;
    auto by = read_decision(request, Reason::kOptional, [&](json::RecordReader& reader) {
        month = reader.text("month");
        provider = reader.text_or("provider", "");
    });
    if (!by)
        return by.error();
    auto const read = referrals::parse_month(month);
    Date const today = london_date(now);
    if (!read || *read > today.year() / today.month())
        return field_problem(ProblemCode::kInvalidValue, "/month", "must be a month that has begun, like 2026-11");
    Asked asked{*std::move(by), {*read, std::nullopt}};
    if (provider.empty())
        return asked;
    if (!valid_agency_id(provider))
        return field_problem(ProblemCode::kInvalidValue, "/provider", "must be an agency's id");
    asked.question.provider = AgencyId{std::move(provider)};
    return asked;
}

/// A miss and what may not be told are the same to whoever asks; the log tells them apart.
std::string_view outcome_of(lookup::PerformanceShown const& shown)
{
    if (!shown.figures.services.empty())
        return "found";
    return shown.denied > 0 ? "not_allowed" : "nothing";
}

commit::Append entry_of_look(Counting const& counting, lookup::PerformanceShown const& shown, AgencyId const& agency,
                             Services const& services)
{
    Asked const& asked = counting.asked;
    Inquiry const inquiry{asked.by.person, lookup::kPerformancePurpose, asked.by.reason};
    commit::Append append = entry_of(inquiry, commit::EntryKind::kLookedUp, agency, services.keys);
    commit::Entry& entry = append.entry;
    entry.policy = counting.setup.policy->digest;
    entry.code = outcome_of(shown);
    entry.entries = shown.figures.services.size();
    entry.filters = {"asked=performance", "month=" + referrals::name_of(asked.question.month)};
    if (asked.question.provider)
        entry.filters.push_back("provider=" + asked.question.provider->get());
    if (!shown.agreements.empty())
        entry.agreement = *shown.agreements.begin();
    entry.rule = shown.rule;
    return append;
}

HttpResponse told(Counting const& counting, lookup::PerformanceShown shown, Sequence index)
{
    referrals::MonthlyReturn returned{counting.asked.question.month, counting.now, {}, std::move(shown.figures)};
    for (auto const& [id, agency] : *counting.setup.agencies)
        if (returned.figures.services.contains(id))
            returned.names.emplace(id, agency.name);
    boost::json::object out = referrals::to_json(returned);
    out["look_up"] = index;
    std::string note;
    if (returned.figures.services.empty())
        note = "No figures that you may be told of were found.";
    if (!lookup::has_ended(returned.month, counting.now))
        note += std::string{note.empty() ? "" : " "} +
                "The month has not ended: until then a service sees its own figures and nobody else's.";
    if (counting.count.unreadable() > 0)
        note += std::string{note.empty() ? "" : " "} +
                "Messages that this gateway could not read are in no figure: ask the duty desk.";
    if (!note.empty())
        out["note"] = std::move(note);
    return json_response(200, out);
}

}  // namespace

Answer performance(HttpRequest& request, Services const& services)
{
    if (auto const spent = spend_messages(services.budgets, request.peer, 1, services.clock()); !spent)
        co_return receive::problem_response(spent.error());
    Moment const now = services.clock();
    auto asked = read_question(request, now);
    if (!asked)
        co_return receive::problem_response(asked.error());
    Counting counting{*std::move(asked), services.setup(), services, now};
    for (Result<bool> more{true}; more && *more;) {
        std::function<void()> slice = [&] { more = counting.count.go_on(kSlice); };
        co_await run_on(services.workers, request.peer, std::move(slice));
        if (!more)
            co_return receive::problem_response(more.error());
    }
    road::Setup const& setup = counting.setup;
    lookup::PerformanceShown shown =
        lookup::performance_for(setup.agencies->at(request.peer), counting.asked.question, counting.count.figures(),
                                *setup.agencies, *setup.policy, now);
    commit::Intent intent = recorded(entry_of_look(counting, shown, request.peer, services), services.clock());
    auto committing = commit_one(services.commits, std::move(intent));
    auto const entered = co_await std::move(committing);
    if (!entered)
        co_return receive::problem_response(entered.error());
    co_return told(counting, std::move(shown), entered->index);
}

}  // namespace micklegate::api
