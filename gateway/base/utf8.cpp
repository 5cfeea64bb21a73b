#include "gateway/base/utf8.hpp"

#include <cstddef>

namespace micklegate {

bool valid_utf8(std::string_view text) noexcept
{
    std::size_t i = 0;
    while (i < text.size()) {
        auto const lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        std::size_t const length = lead >= 0xf0 && lead <= 0xf4  ? 4
                                   : lead >= 0xe0 && lead < 0xf0 ? 3
                                   : lead >= 0xc2 && lead < 0xe0 ? 2
                                                                 : 0;
        if (length == 0 || i + length > text.size())
            return false;
        for (std::size_t k = 1; k < length; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xc0U) != 0x80U)
                return false;
        auto const second = static_cast<unsigned char>(text[i + 1]);
        bool const overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
        bool const surrogate = lead == 0xed && second >= 0xa0;
        bool const beyond = lead == 0xf4 && second >= 0x90;
        if (overlong || surrogate || beyond)
            return false;
        i += length;
    }
    return true;
}

}  // namespace micklegate
