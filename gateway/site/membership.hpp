// Changes to who is a member of a running site. Each is on disk before it returns, and the gateway sees it without a
// restart.
#pragma once

#include "gateway/site/enrolment.hpp"
#include "gateway/site/new_reader.hpp"
#include "gateway/site/site.hpp"

namespace micklegate::site {

/// kWrongState when the agency is enrolled already. The bundle is written to `folder`.
[[nodiscard]] Result<Registration> enrol(Site const& site, Member const& member, std::filesystem::path const& folder,
                                         Moment now);

/// A suspended agency may neither connect nor be sent to; its messages wait. kWrongState for resuming one whose
/// certificates are all revoked.
[[nodiscard]] Result<Registration> set_suspended(Site const& site, AgencyId const& agency, bool suspended);

/// Suspends the agency and revokes every certificate it has; `rotate` and then `resume` admit it again.
[[nodiscard]] Result<Registration> revoke(Site const& site, AgencyId const& agency, Moment now);

/// A named reader of the agency. What is about this person goes to the agency's alternate or is held. Only marks of the
/// name are kept. kWrongState where the name is registered already, and for the duty desk.
[[nodiscard]] Result<Registration> add_reader(Site const& site, AgencyId const& agency, NewReader const& reader);
/// kNotFound unless a reader of exactly these names, however spelt, is registered.
[[nodiscard]] Result<Registration> remove_reader(Site const& site, AgencyId const& agency, std::string const& name);
/// Another enrolled agency, or nobody.
[[nodiscard]] Result<Registration> set_alternate(Site const& site, AgencyId const& agency,
                                                 std::optional<AgencyId> const& alternate);

enum class OldCertificates { kStayValid, kRevoke };
/// New certificate and keys in the bundle at `folder`. Old certificates stay valid until they expire, so that the
/// agency can change over in its own time, unless they are revoked.
[[nodiscard]] Result<Registration> rotate(Site const& site, AgencyId const& agency, std::filesystem::path const& folder,
                                          OldCertificates old, Moment now);

}  // namespace micklegate::site
