// Approvals of a policy set: agencies sign its digest, and a site may require several before the set decides.
#pragma once

#include "gateway/crypto/signing.hpp"
#include "gateway/model/agency.hpp"
#include "gateway/policy/policy_set.hpp"

#include <optional>
#include <set>

namespace micklegate::policy {

/// What one agency says of one set.
struct Approval {
    AgencyId agency;
    std::string digest;
    std::string by;  ///< the person, "Name, role": never for a log
    Moment at{};
    crypto::Signature signature{};
};

/// Signs everything that the approval says.
[[nodiscard]] Approval approve(Approval unsigned_approval, crypto::SigningKey const& key);
/// The file's text, canonical JSON and a newline, and where in the set's folder it stands.
[[nodiscard]] std::string approval_text(Approval const& approval);
[[nodiscard]] std::string approval_path(AgencyId const& agency);

/// Whose approval a site requires, as its settings say.
struct ApprovalTerms {
    std::size_t required = 0;
    std::set<std::string> approvers;
};

enum class Standing {
    kApproved,     ///< counts
    kMissing,      ///< there is no file of theirs
    kStale,        ///< of another digest: the set has changed since
    kNotTheirs,    ///< unreadable, or the signature is not of the key they are enrolled with
    kNotEnrolled,  ///< the site's members know no such agency
    kSuspended,    ///< a member that is kept out
};
[[nodiscard]] std::string_view name_of(Standing standing) noexcept;

struct ApproverState {
    AgencyId approver;
    Standing standing = Standing::kMissing;
    std::optional<Approval> approval;  ///< where its file can be read
};

struct Approvals {
    std::string digest;
    std::size_t required = 0;
    std::vector<ApproverState> approvers;  ///< those the terms name, in the order of their ids
    std::vector<std::string> ignored;      ///< files of anybody else, which never count

    [[nodiscard]] std::vector<AgencyId> approved_by() const;
    [[nodiscard]] bool enough() const { return approved_by().size() >= required; }
};

/// Holds the approvals/ among a set's files against its digest and the keys of the members.
[[nodiscard]] Approvals judge_approvals(PolicyFiles const& files, ApprovalTerms const& terms, Agencies const& agencies);
/// kNotAllowed where too few count: whose is missing or does not count, why, and the command that mends it.
[[nodiscard]] Result<void> require(Approvals const& approvals);

}  // namespace micklegate::policy
