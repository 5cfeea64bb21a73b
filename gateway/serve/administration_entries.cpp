#include "gateway/serve/administration_entries.hpp"

#include "gateway/commit/policy_in_force.hpp"

#include <future>

namespace micklegate::serve {
namespace {

using commit::Append;
using commit::EntryKind;
using commit::Ledger;
using commit::Proposal;

Append genesis(std::string const& origin)
{
    Append append;
    append.entry.kind = EntryKind::kGenesis;
    append.entry.why = "The log " + origin + " begins.";
    return append;
}

std::string approvals_sentence(std::vector<AgencyId> const& agencies)
{
    std::string names;
    for (AgencyId const& agency : agencies)
        names += (names.empty() ? "" : ", ") + agency.get();
    return names.empty() ? "" : " Approved by: " + names + ".";
}

commit::Intent policy_intent(NewPolicy const& policy)
{
    return {"policy", 0, [policy](Ledger const& ledger) -> Proposal {
                auto const before = commit::policy_in_force(ledger.projections());
                if (!before)
                    return Result<commit::Receipt>{before.error()};
                if (*before == policy.digest)
                    return Result<commit::Receipt>{commit::Receipt{}};
                Append append;
                append.may_use_reserve = true;
                append.entry.kind = EntryKind::kPolicy;
                append.entry.policy = policy.digest;
                append.entry.why = (before->empty() ? "The first policy set came into force."
                                                    : "A policy set replaced " + *before + ".") +
                                   approvals_sentence(policy.approved_by);
                return append;
            }};
}

Result<void> write(commit::CommitLoop& commits, std::vector<commit::Intent> intents)
{
    auto const answers = commit_all(commits, std::move(intents));
    if (!answers)
        return answers.error();
    for (auto const& answer : *answers)
        if (!answer)
            return answer.error();
    return {};
}

}  // namespace

Result<void> write_opening_entries(commit::CommitLoop& commits, commit::Journal const& journal, NewPolicy const& policy,
                                   std::string const& origin)
{
    std::vector<commit::Intent> intents;
    if (journal.head().next == 0)
        intents.push_back({"genesis", 0, [origin](Ledger const&) -> Proposal { return genesis(origin); }});
    intents.push_back(policy_intent(policy));
    return write(commits, std::move(intents));
}

Result<void> write_policy_entry(commit::CommitLoop& commits, NewPolicy const& policy)
{
    return write_now(commits, policy_intent(policy));
}

Result<commit::Answers> commit_all(commit::CommitLoop& commits, std::vector<commit::Intent> intents)
{
    std::promise<commit::Answers> written;
    if (!commits.submit(std::move(intents),
                        [&written](commit::Answers answers) { written.set_value(std::move(answers)); }))
        return problem(ProblemCode::kUnavailable, "The journal takes no entries.", "Check the disk.");
    return written.get_future().get();
}

Result<void> write_now(commit::CommitLoop& commits, commit::Intent intent)
{
    std::vector<commit::Intent> intents;
    intents.push_back(std::move(intent));
    return write(commits, std::move(intents));
}

}  // namespace micklegate::serve
