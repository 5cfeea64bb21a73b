// What a certificate or a revocation list says of itself: for telling people, never for trusting it.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace micklegate::crypto {

struct CertificateFacts {
    Moment expires;
    std::vector<std::string> dns_names;
};

/// Of the first certificate of a PEM text; kConfiguration when there is none.
[[nodiscard]] Result<CertificateFacts> certificate_facts(std::string_view pem);

/// When a PEM revocation list is overdue; kConfiguration when it is none or does not say.
[[nodiscard]] Result<Moment> revocation_list_due(std::string_view pem);

}  // namespace micklegate::crypto
