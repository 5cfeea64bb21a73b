// Canonical JSON (RFC 8785) read in one pass and without building anything: what canonical() would not have written is
// unsound.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace micklegate::json {

/// Walks a text that the caller keeps. The first fault ends it: from then on nothing is found, and finished() is false.
/// It accepts what parse_strict() accepts without fractions and canonical() would write again, and nothing else.
class CanonicalReader {
public:
    explicit CanonicalReader(std::string_view text);

    /// At an object, to be followed by next_name() until it has nothing; each name by one of the calls that read a
    /// value.
    bool enter_object();
    /// As it is written, escapes and all.
    std::optional<std::string_view> next_name();
    /// At an array, to be followed by next_element() until it is false; each element by a call that reads a value.
    bool enter_array();
    bool next_element();

    /// A text as it is written, escapes and all; nothing, and a fault, for another value.
    std::optional<std::string_view> text();
    std::optional<std::int64_t> whole_number();
    /// Any value.
    void skip();

    /// Whether the whole text was read, as one value and nothing behind it.
    [[nodiscard]] bool finished() const noexcept { return sound_ && depth_ == 0 && at_ == end_; }

private:
    static constexpr std::size_t kDepth = 32;

    /// An object or array that was entered.
    struct Level {
        char const* name;  ///< the last one read, as written
        std::size_t name_size;
        bool first;
    };

    [[nodiscard]] bool next_is(char c) const noexcept { return at_ != end_ && *at_ == c; }
    bool take(char c) noexcept
    {
        if (!next_is(c))
            return fail();
        ++at_;
        return true;
    }
    bool take(std::string_view literal) noexcept;
    bool fail() noexcept
    {
        sound_ = false;
        at_ = end_;
        return false;
    }
    bool enter(char bracket);
    bool more(char bracket);
    bool ascends(std::string_view name) const;
    std::optional<std::string_view> quoted();
    [[nodiscard]] char const* closing_quote() const;

    char const* at_;
    char const* end_;
    bool sound_ = true;
    bool plain_;  ///< no escape, no control character and nothing but ASCII in the whole text
    std::size_t depth_ = 0;
    std::array<Level, kDepth> levels_;
};

}  // namespace micklegate::json
