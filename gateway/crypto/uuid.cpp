#include "gateway/crypto/uuid.hpp"

#include "gateway/base/bytes.hpp"

#include <sodium.h>

namespace micklegate::crypto {

std::string uuid_v7(Moment now)
{
    std::array<std::uint8_t, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    auto const millis = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (unsigned i = 0; i < 6; ++i)
        bytes[i] = static_cast<std::uint8_t>(millis >> (40U - 8U * i) & 255U);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0fU) | 0x70U);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3fU) | 0x80U);
    std::string text = hex(bytes);
    for (std::size_t const at : {8U, 13U, 18U, 23U})
        text.insert(at, 1, '-');
    return text;
}

}  // namespace micklegate::crypto
