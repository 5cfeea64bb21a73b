#include "gateway/api/auditor.hpp"

#include "gateway/api/await.hpp"
#include "gateway/api/standing.hpp"
#include "gateway/crypto/uuid.hpp"

namespace micklegate::api {
namespace {

constexpr char const* kTooManyRefused = "Too many of this agency's requests were refused.";

/// What an agency that may not is told, and what its entry says.
struct Closed {
    char const* code;
    char const* why;
    char const* detail;
    char const* next;
};

constexpr Closed kLog{"not_an_auditor", "Only an auditor may look into the log.",
                      "The log is searched by auditors alone, and that this agency tried is recorded.",
                      "Use an auditor's identity bundle."};
constexpr Closed kSubjects{
    "no_oversight", "Only the duty desk and auditors decide what is kept of a person.",
    "What is kept of a person is decided by the duty desk and by auditors, and that this agency tried is recorded.",
    "Use the identity bundle of one of them."};

commit::Intent refusal(AgencyId const& agency, Closed const& closed, road::Setup const& setup, Moment now)
{
    commit::Append append;
    append.entry.kind = commit::EntryKind::kRefused;
    append.entry.agency = agency.get();
    append.entry.policy = setup.policy ? setup.policy->digest : std::string{};
    append.entry.code = closed.code;
    append.entry.why = closed.why;
    std::string key = "stranger:" + crypto::uuid_v7(now);
    return {
        std::move(key), append.entry.why.size(),
        [append = std::move(append)](commit::Ledger const&) mutable -> commit::Proposal { return std::move(append); }};
}

boost::asio::awaitable<Problem> turn_away(receive::HttpRequest const& request, Services const& services,
                                          Closed const& closed)
{
    auto const spent = spend_or_refuse(services.refusals, request.peer, 1, services.clock(), kTooManyRefused);
    if (!spent)
        co_return spent.error();
    commit::Intent refused = refusal(request.peer, closed, services.setup(), services.clock());
    auto committing = commit_one(services.commits, std::move(refused));
    auto const recorded = co_await std::move(committing);
    if (!recorded)
        co_return recorded.error();
    Problem told = problem(ProblemCode::kNotFound, closed.detail, closed.next);
    co_return told;
}

}  // namespace

bool is_auditor(road::Setup const& setup, AgencyId const& agency)
{
    auto const found = setup.agencies->find(agency);
    return found != setup.agencies->end() && found->second.kind == "auditor";
}

boost::asio::awaitable<Result<void>> admit_auditor(receive::HttpRequest const& request, Services const& services)
{
    if (is_auditor(services.setup(), request.peer))
        co_return Result<void>{};
    auto turning_away = turn_away(request, services, kLog);
    co_return co_await std::move(turning_away);
}

boost::asio::awaitable<Result<void>> admit_oversight(receive::HttpRequest const& request, Services const& services)
{
    if (has_oversight(request.peer, services))
        co_return spend_or_refuse(services.refusals, request.peer, 0, services.clock(), kTooManyRefused);
    auto turning_away = turn_away(request, services, kSubjects);
    co_return co_await std::move(turning_away);
}

}  // namespace micklegate::api
