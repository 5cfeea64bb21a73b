// Texts and numbers in a row of bytes, for companions of entries: each text with its length before it.
#pragma once

#include "gateway/base/bytes.hpp"

#include <string>
#include <string_view>

namespace micklegate::commit {

/// Four bytes, the highest first.
inline void put_number(std::string& out, std::size_t number)
{
    for (unsigned shift = 32; shift > 0; shift -= 8)
        out += static_cast<char>(number >> (shift - 8U) & 0xFFU);
}

inline void put_text(std::string& out, std::string_view text)
{
    put_number(out, text.size());
    out += text;
}

/// Takes values off what put_number() and put_text() wrote; after a fault every further one is a fault, too.
class Taker {
public:
    explicit Taker(ByteView encoded) : rest_{as_text(encoded)} {}

    [[nodiscard]] bool done() const noexcept { return rest_.empty() || faulty_; }
    [[nodiscard]] bool faulty() const noexcept { return faulty_; }

    std::size_t number()
    {
        std::size_t value = 0;
        for (char const byte : take(4))
            value = value << 8U | static_cast<unsigned char>(byte);
        return value;
    }
    std::string_view text() { return take(number()); }

private:
    std::string_view take(std::size_t size)
    {
        faulty_ = faulty_ || rest_.size() < size;
        if (faulty_)
            return {};
        auto const taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }

    std::string_view rest_;
    bool faulty_ = false;
};

}  // namespace micklegate::commit
