// Where each agency wants its notices, read strictly from the site's notices.toml.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/model/ids.hpp"

#include <map>
#include <optional>
#include <vector>

namespace micklegate::notice {

struct Webhook {
    std::string url;              ///< https://…
    std::string ca;               ///< file of the authorities it is checked by; empty: the system's
    bool may_be_private = false;  ///< may resolve to an address of this machine or of a private network
};

struct Addresses {
    std::vector<std::string> email;
    std::optional<Webhook> webhook;
};

using AddressBook = std::map<AgencyId, Addresses>;

/// `file` is for faults, which have line and column.
[[nodiscard]] Result<AddressBook> parse_address_book(std::string_view file, std::string_view text);

}  // namespace micklegate::notice
