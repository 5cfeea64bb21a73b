#include "gateway/serve/opening_entries.hpp"

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

commit::Intent policy_intent(policy::PolicySet const& policy)
{
    return {"policy", 0, [digest = policy.digest](Ledger const& ledger) -> Proposal {
                auto const before = commit::policy_in_force(ledger.projections());
                if (!before)
                    return Result<commit::Receipt>{before.error()};
                if (*before == digest)
                    return Result<commit::Receipt>{commit::Receipt{}};
                Append append;
                append.entry.kind = EntryKind::kPolicy;
                append.entry.policy = digest;
                append.entry.why = before->empty() ? "The first policy set came into force."
                                                   : "A policy set replaced " + *before + ".";
                return append;
            }};
}

}  // namespace

Result<void> write_opening_entries(commit::CommitLoop& commits, commit::Journal const& journal,
                                   policy::PolicySet const& policy, std::string const& origin)
{
    std::vector<commit::Intent> intents;
    if (journal.head().next == 0)
        intents.push_back({"genesis", 0, [origin](Ledger const&) -> Proposal { return genesis(origin); }});
    intents.push_back(policy_intent(policy));
    std::promise<commit::Answers> written;
    if (!commits.submit(std::move(intents),
                        [&written](commit::Answers answers) { written.set_value(std::move(answers)); }))
        return problem(ProblemCode::kUnavailable, "The journal takes no entries.", "Check the disk.");
    for (auto const& answer : written.get_future().get())
        if (!answer)
            return answer.error();
    return {};
}

}  // namespace micklegate::serve
