// Making an agency a member: its keys, its certificate and the identity bundle it is handed.
#pragma once

#include "gateway/site/certificate_office.hpp"
#include "gateway/site/registry.hpp"

namespace micklegate::site {

/// Who is enrolled.
struct Member {
    AgencyId id;
    std::string kind;
    std::string name;
};

/// What every bundle of a site says about the site.
struct Letterhead {
    std::string gateway;  ///< URL
    std::string log;      ///< vkey text
    std::string ca;       ///< PEM
};

/// Each kInvalidValue, with a hint, for what is none.
[[nodiscard]] Result<AgencyId> parse_agency_id(std::string_view text);
[[nodiscard]] Result<std::string> parse_agency_name(std::string_view text);

/// kInvalidValue, with a hint, unless id, kind and name are fit for a member.
[[nodiscard]] Result<void> check_member(Member const& member);

/// Makes keys and a certificate and writes them into a new folder, or leaves no folder. The result is to be put into
/// the registry.
[[nodiscard]] Result<Registration> write_bundle(std::filesystem::path const& folder, Member const& member,
                                                Letterhead const& letterhead, CertificateOffice& office, Moment now);

/// Replaces the bundle in `folder` in one step by one with new keys, which still opens what was sealed to the old.
[[nodiscard]] Result<Registration> rotate_bundle(std::filesystem::path const& folder, Registration const& current,
                                                 Letterhead const& letterhead, CertificateOffice& office, Moment now);

}  // namespace micklegate::site
