// Until when the certificates a gateway stands on are valid.
#pragma once

#include "gateway/site/site.hpp"

#include "gateway/base/moment.hpp"

#include <span>

namespace micklegate::site {

enum class Dated { kServerCertificate, kAuthority, kRevocationList };

struct Expiry {
    Dated what;
    Moment when;
};

/// "server_certificate", "authority", "revocation_list".
[[nodiscard]] std::string_view name_of(Dated what) noexcept;

/// Reads the three files. Callable from any thread.
[[nodiscard]] Result<std::vector<Expiry>> read_expiries(Site const& site);

/// Whole days until then, negative once it is over.
[[nodiscard]] std::int64_t days_left(Expiry const& expiry, Moment now) noexcept;

/// One for each that has less than 30 days left: what will stop, and what to do.
[[nodiscard]] std::vector<Problem> expiry_warnings(std::span<Expiry const> expiries, Site const& site, Moment now);

}  // namespace micklegate::site
