// Which local authority answers for a postcode's outcode.
#pragma once

#include "gateway/base/result.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace micklegate::registers {

class AreaRegister {
public:
    /// CSV with the columns outcode and la, UTF-8.
    [[nodiscard]] static Result<AreaRegister> import(std::string_view outcodes);
    /// The authority's three-digit code for a full postcode in any spelling; empty where the outcode is not listed.
    [[nodiscard]] std::optional<std::string> authority_of(std::string_view postcode) const;

private:
    std::map<std::string, std::string, std::less<>> by_outcode_;
};

}  // namespace micklegate::registers
