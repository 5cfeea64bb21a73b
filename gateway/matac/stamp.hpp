// Which file of policies/matac/ a figure was made with: two figures compare only where their stamps are equal.
#pragma once

#include <string>
#include <string_view>

namespace micklegate::matac {

struct Stamp {
    std::string version;  ///< as the file calls itself
    std::string sha256;   ///< of the file, in hex: an edit under the old version shows

    bool operator==(Stamp const&) const = default;
};

[[nodiscard]] Stamp stamp_of(std::string version, std::string_view file);

}  // namespace micklegate::matac
