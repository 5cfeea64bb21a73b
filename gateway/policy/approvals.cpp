#include "gateway/policy/approvals.hpp"

#include "gateway/json/canonical_json.hpp"
#include "gateway/json/record_reader.hpp"

#include <algorithm>
#include <array>

namespace micklegate::policy {
namespace {

constexpr std::string_view kFolder = "approvals/";
constexpr std::string_view kEnding = ".json";
/// No other signature of an agency's key can be taken for an approval, nor an approval for another.
constexpr std::string_view kDomain = "micklegate policy approval v1\n";

boost::json::object record_of(Approval const& approval)
{
    return {{"agency", approval.agency.get()},
            {"digest", approval.digest},
            {"by", approval.by},
            {"at", rfc3339(approval.at)}};
}

std::string signed_text(Approval const& approval)
{
    return std::string{kDomain} + json::canonical(record_of(approval));
}

std::optional<Approval> parse_approval(std::string_view text)
{
    json::RecordReader fields{text};
    Approval approval;
    approval.agency = AgencyId{fields.text("agency")};
    approval.digest = fields.text("digest");
    approval.by = fields.text("by");
    auto const at = parse_rfc3339(fields.text("at"));
    auto const signature = from_base64(fields.text("signature"));
    if (!fields.finish() || !at || !signature || signature->size() != approval.signature.size())
        return std::nullopt;
    approval.at = *at;
    std::ranges::copy(*signature, approval.signature.begin());
    return approval;
}

Standing standing_of(ApproverState const& state, std::string const& digest, Agencies const& agencies)
{
    auto const member = agencies.find(state.approver);
    if (member == agencies.end())
        return Standing::kNotEnrolled;
    if (member->second.suspended)
        return Standing::kSuspended;
    if (!state.approval || state.approval->agency != state.approver ||
        !crypto::verify(member->second.sign_key, as_bytes(signed_text(*state.approval)), state.approval->signature))
        return Standing::kNotTheirs;
    return state.approval->digest == digest ? Standing::kApproved : Standing::kStale;
}

ApproverState state_of(std::string const& approver, PolicyFiles const& files, std::string const& digest,
                       Agencies const& agencies)
{
    ApproverState state{AgencyId{approver}, Standing::kMissing, std::nullopt};
    auto const file = files.find(approval_path(state.approver));
    if (file == files.end())
        return state;
    state.approval = parse_approval(file->second);
    state.standing = standing_of(state, digest, agencies);
    return state;
}

struct StandingRow {
    Standing standing;
    std::string_view name;
    std::string_view sentence;  ///< behind the agency's id
};

constexpr std::array kStandings{
    StandingRow{Standing::kApproved, "approved", "has approved it"},
    StandingRow{Standing::kMissing, "missing", "has not approved it"},
    StandingRow{Standing::kStale, "stale", "approved another state of it"},
    StandingRow{Standing::kNotTheirs, "not_theirs", "has a file that its key did not sign"},
    StandingRow{Standing::kNotEnrolled, "not_enrolled", "is no member here"},
    StandingRow{Standing::kSuspended, "suspended", "is suspended"},
};

StandingRow const& row_of(Standing standing) noexcept
{
    return *std::ranges::find(kStandings, standing, &StandingRow::standing);
}

}  // namespace

Approval approve(Approval unsigned_approval, crypto::SigningKey const& key)
{
    unsigned_approval.signature = key.sign(as_bytes(signed_text(unsigned_approval)));
    return unsigned_approval;
}

std::string approval_text(Approval const& approval)
{
    boost::json::object record = record_of(approval);
    record["signature"] = base64(approval.signature);
    return json::canonical(record) + "\n";
}

std::string approval_path(AgencyId const& agency) { return std::string{kFolder} + agency.get() + std::string{kEnding}; }

std::string_view name_of(Standing standing) noexcept { return row_of(standing).name; }

std::vector<AgencyId> Approvals::approved_by() const
{
    std::vector<AgencyId> agencies;
    for (ApproverState const& state : approvers)
        if (state.standing == Standing::kApproved)
            agencies.push_back(state.approver);
    return agencies;
}

Approvals judge_approvals(PolicyFiles const& files, ApprovalTerms const& terms, Agencies const& agencies)
{
    Approvals approvals{digest_of(files), terms.required, {}, {}};
    for (std::string const& approver : terms.approvers)
        approvals.approvers.push_back(state_of(approver, files, approvals.digest, agencies));
    for (auto const& [path, content] : files) {
        if (!path.starts_with(kFolder))
            continue;
        std::string const agency = path.substr(kFolder.size(), path.size() - kFolder.size() - kEnding.size());
        if (!terms.approvers.contains(agency))
            approvals.ignored.push_back(path);
    }
    return approvals;
}

Result<void> require(Approvals const& approvals)
{
    if (approvals.enough())
        return {};
    std::string lacking;
    for (ApproverState const& state : approvals.approvers)
        if (state.standing != Standing::kApproved)
            lacking += (lacking.empty() ? "" : ", ") + state.approver.get() + " " +
                       std::string{row_of(state.standing).sentence};
    return problem(ProblemCode::kNotAllowed,
                   "The policy set " + approvals.digest + " has " + std::to_string(approvals.approved_by().size()) +
                       " of the " + std::to_string(approvals.required) + " approvals it needs: " + lacking + ".",
                   "Each reads the set and runs: micklegate policy approve DIR --as IDENTITY --by \"Name, role\"");
}

}  // namespace micklegate::policy
