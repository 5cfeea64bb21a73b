#include "gateway/json/position.hpp"

#include "gateway/json/pointer.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <optional>

namespace micklegate::json {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

/// Byte offsets; both the same where there is no key.
struct Place {
    std::size_t key = 0;
    std::size_t value = 0;
};

/// Steps over the tokens of a JSON text; at its end every step stays there, so that a text cut off ends the search.
class Steps {
public:
    explicit Steps(std::string_view text, std::size_t at = 0) : text_{text}, at_{at} { skip(kSpace); }

    [[nodiscard]] std::size_t at() const noexcept { return at_; }
    [[nodiscard]] bool done() const noexcept { return at_ == text_.size(); }
    [[nodiscard]] char next() const noexcept { return done() ? '\0' : text_[at_]; }

    void over_sign()
    {
        at_ = std::min(at_ + 1, text_.size());
        skip(kSpace);
    }

    /// With its quotes.
    std::string_view over_string()
    {
        std::size_t const begin = at_++;
        while (!done() && text_[at_] != '"')
            at_ = std::min(at_ + (text_[at_] == '\\' ? 2U : 1U), text_.size());
        std::size_t const end = std::min(at_ + 1, text_.size());
        at_ = end;
        skip(kSpace);
        return text_.substr(begin, end - begin);
    }

    void over_value()
    {
        std::size_t depth = 0;
        do {
            char const sign = next();
            if (sign == '"')
                over_string();
            else if (sign == '{' || sign == '[' || sign == '}' || sign == ']' || sign == ',' || sign == ':')
                over_sign();
            else
                over_word();
            depth += sign == '{' || sign == '[' ? 1U : 0U;
            depth -= sign == '}' || sign == ']' ? 1U : 0U;
        } while (depth > 0 && !done());
    }

private:
    void skip(std::string_view what) { at_ = std::min(text_.find_first_not_of(what, at_), text_.size()); }

    /// A number, true, false or null.
    void over_word()
    {
        at_ = std::min(text_.find_first_of(" \t\r\n,:]}", at_), text_.size());
        skip(kSpace);
    }

    std::string_view text_;
    std::size_t at_;
};

/// A key cut off names nothing.
bool names(std::string_view quoted, std::string_view token)
{
    if (quoted.size() < 2 || quoted.back() != '"')
        return false;
    if (quoted.find('\\') == std::string_view::npos)
        return pointer_token(quoted.substr(1, quoted.size() - 2)) == token;
    boost::json::error_code error;
    auto const key = boost::json::parse({quoted.data(), quoted.size()}, error);
    return !error && pointer_token(key.get_string()) == token;
}

std::optional<Place> member_of(std::string_view text, std::size_t object, std::string_view token)
{
    std::optional<Place> found;
    Steps steps{text, object};
    do {
        steps.over_sign();  // '{', then each ','
        Place place{steps.at(), 0};
        if (steps.next() != '"')
            break;
        bool const meant = names(steps.over_string(), token);
        steps.over_sign();
        place.value = steps.at();
        if (meant)
            found = place;
        steps.over_value();
    } while (steps.next() == ',');
    return found;
}

std::optional<Place> element_of(std::string_view text, std::size_t array, std::string_view token)
{
    Steps steps{text, array};
    for (std::size_t index = 0;; ++index) {
        steps.over_sign();  // '[', then each ','
        if (steps.done() || steps.next() == ']')
            return std::nullopt;
        if (std::to_string(index) == token)
            return Place{steps.at(), steps.at()};
        steps.over_value();
        if (steps.next() != ',')
            return std::nullopt;
    }
}

Place place_of(std::string_view text, std::string_view pointer)
{
    std::size_t const root = Steps{text}.at();
    Place place{root, root};
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        std::string_view const token = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(token.size());
        char const sign = Steps{text, place.value}.next();
        auto const inner = sign == '{'   ? member_of(text, place.value, token)
                           : sign == '[' ? element_of(text, place.value, token)
                                         : std::nullopt;
        if (!inner)
            return {place.value, place.value};
        place = *inner;
    }
    return place;
}

}  // namespace

std::string to_text(Position position) { return std::to_string(position.line) + ":" + std::to_string(position.column); }

Position position_at(std::string_view utf8, std::size_t byte)
{
    std::string_view const before = utf8.substr(0, byte);
    auto const lines = static_cast<std::size_t>(std::ranges::count(before, '\n'));
    std::string_view const line = lines == 0 ? before : before.substr(before.rfind('\n') + 1);
    auto const characters = std::ranges::count_if(line, [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
    });  // not one that continues another
    return {lines + 1, static_cast<std::size_t>(characters) + 1};
}

Position position_of_value(std::string_view json, std::string_view pointer)
{
    return position_at(json, place_of(json, pointer).value);
}

Position position_of_key(std::string_view json, std::string_view pointer)
{
    return position_at(json, place_of(json, pointer).key);
}

}  // namespace micklegate::json
