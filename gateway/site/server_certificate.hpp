// The tls/ folder of a site: the gateway's own certificate and key.
#pragma once

#include "gateway/site/site.hpp"

#include "gateway/base/moment.hpp"

namespace micklegate::site {

struct ServerCertificate {
    std::vector<std::string> names;  ///< DNS, beside localhost
    Moment expires;
};

/// A new key and certificate in one step, with the names of the present one where none are given. The revocation list
/// is renewed after it, which makes a running gateway take over both.
[[nodiscard]] Result<ServerCertificate> renew_server_certificate(Site const& site, std::vector<std::string> names,
                                                                 Moment now);

/// kConfiguration unless the key is for its owner alone, as OpenSSL itself never asks.
[[nodiscard]] Result<void> check_server_key(Site const& site);

}  // namespace micklegate::site
