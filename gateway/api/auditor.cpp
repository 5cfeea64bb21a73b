#include "gateway/api/auditor.hpp"

#include "gateway/api/await.hpp"
#include "gateway/crypto/uuid.hpp"

namespace micklegate::api {
namespace {

Problem for_auditors_alone()
{
    return problem(ProblemCode::kNotFound,
                   "The log is searched by auditors alone, and that this agency tried is recorded.",
                   "Use an auditor's identity bundle.");
}

commit::Intent refusal(AgencyId const& agency, road::Setup const& setup, Moment now)
{
    commit::Append append;
    append.entry.kind = commit::EntryKind::kRefused;
    append.entry.agency = agency.get();
    append.entry.policy = setup.policy ? setup.policy->digest : std::string{};
    append.entry.code = "not_an_auditor";
    append.entry.why = "Only an auditor may look into the log.";
    std::string key = "auditor:" + crypto::uuid_v7(now);
    return {
        std::move(key), append.entry.why.size(),
        [append = std::move(append)](commit::Ledger const&) mutable -> commit::Proposal { return std::move(append); }};
}

}  // namespace

bool is_auditor(road::Setup const& setup, AgencyId const& agency)
{
    auto const found = setup.agencies->find(agency);
    return found != setup.agencies->end() && found->second.kind == "auditor";
}

boost::asio::awaitable<Result<void>> admit_auditor(receive::HttpRequest const& request, Services const& services)
{
    road::Setup const setup = services.setup();
    if (is_auditor(setup, request.peer))
        co_return Result<void>{};
    auto const spent = spend_or_refuse(services.refusals, request.peer, 1, services.clock(),
                                       "Too many of this agency's requests were refused.");
    if (!spent)
        co_return spent;
    auto committing = commit_one(services.commits, refusal(request.peer, setup, services.clock()));
    auto const recorded = co_await std::move(committing);
    co_return recorded ? for_auditors_alone() : recorded.error();
}

}  // namespace micklegate::api
