#include "gateway/notice/public_address.hpp"

#include <algorithm>

namespace micklegate::notice {
namespace {

struct Block4 {
    std::array<std::uint8_t, 4> prefix;
    unsigned bits;
};

constexpr std::array kSpecial4{
    Block4{{0, 0, 0, 0}, 8},        // this network
    Block4{{10, 0, 0, 0}, 8},       // private
    Block4{{100, 64, 0, 0}, 10},    // shared by a provider's customers
    Block4{{127, 0, 0, 0}, 8},      // this machine
    Block4{{169, 254, 0, 0}, 16},   // this link; clouds answer here with secrets
    Block4{{172, 16, 0, 0}, 12},    // private
    Block4{{192, 0, 0, 0}, 24},     // protocols
    Block4{{192, 0, 2, 0}, 24},     // documentation
    Block4{{192, 88, 99, 0}, 24},   // relays of IPv6
    Block4{{192, 168, 0, 0}, 16},   // private
    Block4{{198, 18, 0, 0}, 15},    // benchmarks
    Block4{{198, 51, 100, 0}, 24},  // documentation
    Block4{{203, 0, 113, 0}, 24},   // documentation
    Block4{{224, 0, 0, 0}, 4},      // many at once
    Block4{{240, 0, 0, 0}, 4},      // reserved
};

bool lies_in(ByteView address, ByteView prefix, unsigned bits)
{
    for (unsigned bit = 0; bit < bits; ++bit) {
        unsigned const mask = 0x80U >> (bit % 8);
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask))
            return false;
    }
    return true;
}

bool is_public4(ByteView address)
{
    return std::ranges::none_of(kSpecial4,
                                [&](Block4 const& block) { return lies_in(address, block.prefix, block.bits); });
}

}  // namespace

bool is_public_address(ByteView address) noexcept
{
    constexpr std::array<std::uint8_t, 16> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    constexpr std::array<std::uint8_t, 16> kTranslated{0x00, 0x64, 0xFF, 0x9B};
    constexpr std::array<std::uint8_t, 2> kGlobal{0x20, 0x00};           // 2000::/3, all that is given out
    constexpr std::array<std::uint8_t, 2> kSixToFour{0x20, 0x02};        // 2002::/16
    constexpr std::array<std::uint8_t, 4> kProtocols{0x20, 0x01, 0, 0};  // 2001::/23, Teredo among them
    constexpr std::array<std::uint8_t, 4> kExamples{0x20, 0x01, 0x0D, 0xB8};
    if (address.size() == 4)
        return is_public4(address);
    if (address.size() != 16)
        return false;
    if (lies_in(address, kMapped, 96) || lies_in(address, kTranslated, 96))
        return is_public4(address.last(4));
    if (lies_in(address, kSixToFour, 16))
        return is_public4(address.subspan(2, 4));
    return lies_in(address, kGlobal, 3) && !lies_in(address, kProtocols, 23) && !lies_in(address, kExamples, 32);
}

}  // namespace micklegate::notice
