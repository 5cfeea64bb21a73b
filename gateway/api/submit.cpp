// POST /v1/messages: one event, a batch, or lines; one answer per event, after the sync.
#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/render.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace micklegate::api {
namespace {

namespace asio = boost::asio;
using boost::json::object;
using commit::EntryKind;
using commit::Receipt;
using receive::HttpRequest;
using receive::HttpResponse;

/// A body's places and, for those that could be read, the intents they became.
struct Batch {
    read::Framing framing = read::Framing::kSingle;
    std::vector<std::string> ids;
    std::vector<std::optional<Problem>> unreadable;
    std::vector<commit::Intent> intents;
};

Result<std::vector<read::Place>> places_of(HttpRequest const& request, Services const& services, read::Framing framing)
{
    // Asked before anything is read: who was refused too often cannot make us read more.
    auto const refusable = spend_or_refuse(services.refusals, request.peer, 0, services.clock(),
                                           "Too many of this agency's messages were refused.");
    if (!refusable)
        return refusable.error();
    auto places = read::read_body(framing, request.body, services.limits);
    if (!places)
        return places;
    auto const spent = spend_messages(services.budgets, request.peer, places->size(), services.clock());
    if (!spent)
        return spent.error();
    return places;
}

Result<Batch> walk_all(HttpRequest const& request, Services const& services)
{
    auto const framing = read::framing_of(request.content_type);
    if (!framing)
        return framing.error();
    auto places = places_of(request, services, *framing);
    if (!places)
        return places.error();
    road::Arrival arrival{request.peer, services.setup(), services.clock()};
    if (places->size() > 1)
        arrival.beside = services.road.told_in(*places, arrival);
    Batch batch;
    batch.framing = *framing;
    for (read::Place& place : *places) {
        batch.ids.push_back(std::move(place.id));
        batch.unreadable.push_back(place.event ? std::nullopt : std::optional{place.event.error()});
        if (place.event)
            batch.intents.push_back(services.road.walk(*std::move(place.event), arrival, services.ledger));
    }
    return batch;
}

/// A problem for a refused message, so that a single submission fails like any other HTTP request.
HttpResponse refusal(Receipt const& receipt, object answer)
{
    Problem const refused = problem(problem_code_of(receipt.entry.code), receipt.entry.why,
                                    "docs/messages.md says what each code asks for.");
    for (auto const& member : problem_object(refused))
        answer[member.key()] = member.value();
    return {http_status(refused.code), "application/problem+json", boost::json::serialize(answer), {}};
}

HttpResponse single_answer(Batch const& batch, commit::Answers const& answers, Services const& services)
{
    if (batch.unreadable.front())
        return receive::problem_response(*batch.unreadable.front());
    auto const& receipt = answers.front();
    if (!receipt)
        return receive::problem_response(receipt.error());
    object answer = submission(*receipt, batch.ids.front());
    if (receipt->entry.kind == EntryKind::kRefused)
        return refusal(*receipt, std::move(answer));
    return committed_response(services.ledger, std::move(answer));
}

object problem_result(std::string const& event, Problem const& problem)
{
    return {{"outcome", "problem"}, {"event", event}, {"problem", problem_object(problem)}};
}

HttpResponse batch_answer(Batch const& batch, commit::Answers const& answers, Services const& services)
{
    boost::json::array results;
    std::size_t next = 0;
    for (std::size_t i = 0; i < batch.ids.size(); ++i) {
        if (batch.unreadable[i]) {
            results.push_back(problem_result(batch.ids[i], *batch.unreadable[i]));
            continue;
        }
        auto const& receipt = answers[next++];
        results.push_back(receipt ? submission(*receipt, batch.ids[i]) : problem_result(batch.ids[i], receipt.error()));
    }
    object answer;
    answer["results"] = std::move(results);
    return committed_response(services.ledger, std::move(answer));
}

void announce(commit::Answers const& answers, Services const& services)
{
    for (auto const& receipt : answers)
        if (receipt && !receipt->replayed && !receipt->entry.recipient.empty())
            services.mailroom.notify(receipt->entry.recipient);
}

void charge_refusals(AgencyId const& agency, commit::Answers const& answers, Services const& services)
{
    auto const refused = std::ranges::count_if(answers, [](Result<Receipt> const& receipt) {
        return receipt && !receipt->replayed && receipt->entry.kind == EntryKind::kRefused;
    });
    services.refusals.charge(agency, static_cast<std::size_t>(refused), services.clock());
}

}  // namespace

asio::awaitable<HttpResponse> submit(HttpRequest& request, Services const& services)
{
    std::optional<Result<Batch>> walked;
    std::function<void()> walk = [&] { walked = walk_all(request, services); };
    co_await run_on(services.workers, request.peer, std::move(walk));
    if (!*walked)
        co_return receive::problem_response(walked->error());

    Batch& batch = **walked;
    Result<commit::Answers> answers = commit::Answers{};
    if (!batch.intents.empty()) {
        auto committing = commit_group(services.commits, std::move(batch.intents));
        answers = co_await std::move(committing);
    }
    if (!answers)
        co_return receive::problem_response(answers.error());
    announce(*answers, services);
    charge_refusals(request.peer, *answers, services);
    std::function<HttpResponse()> answer = [&] {
        return batch.framing == read::Framing::kSingle ? single_answer(batch, *answers, services)
                                                       : batch_answer(batch, *answers, services);
    };
    auto answering = answer_on(services.workers, request.peer, std::move(answer));
    co_return co_await std::move(answering);
}

}  // namespace micklegate::api
