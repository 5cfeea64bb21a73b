// Who a certificate stands for: the agency named by its one URI, and by nothing else in it.
#pragma once

#include "gateway/base/bytes.hpp"
#include "gateway/model/ids.hpp"

namespace micklegate::crypto {

inline constexpr std::string_view kAgencyUrn = "urn:micklegate:agency:";

/// The agency of a leaf certificate whose chain, dates and revocation TLS has already verified. Each refusal has its
/// own sentence: not a certificate, a CA, not for client authentication, no or several URI names, or a URI that names
/// no agency. The subject's common name is never looked at.
[[nodiscard]] Result<AgencyId> agency_of_certificate(ByteView der);
/// Of the first certificate of a PEM text.
[[nodiscard]] Result<AgencyId> agency_of_certificate_pem(std::string_view pem);

}  // namespace micklegate::crypto
