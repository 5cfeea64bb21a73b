#include "gateway/registers/postcode.hpp"

namespace micklegate::registers {
namespace {

// The letters that may stand at each place, as Royal Mail publishes them (BS 7666).
constexpr std::string_view kFirst = "ABCDEFGHIJKLMNOPRSTUWYZ";
constexpr std::string_view kSecond = "ABCDEFGHKLMNOPQRSTUVWXY";
constexpr std::string_view kThird = "ABCDEFGHJKPSUW";
constexpr std::string_view kFourth = "ABEHMNPRVWXY";
constexpr std::string_view kInward = "ABDEFGHJLNPQRSTUWXYZ";

constexpr bool digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool among(std::string_view letters, char c) noexcept { return letters.find(c) != std::string_view::npos; }

/// A9, A99, A9A, AA9, AA99, AA9A.
bool is_outcode(std::string_view text) noexcept
{
    if (text.size() < 2 || text.size() > 4 || !among(kFirst, text[0]))
        return false;
    bool const two_letters = among(kSecond, text[1]);
    std::size_t const number = two_letters ? 2 : 1;
    if (text.size() <= number || !digit(text[number]))
        return false;
    std::string_view const rest = text.substr(number + 1);
    return rest.empty() || (rest.size() == 1 && (digit(rest[0]) || among(two_letters ? kFourth : kThird, rest[0])));
}

bool is_inward(std::string_view text) noexcept
{
    return text.size() == 3 && digit(text[0]) && among(kInward, text[1]) && among(kInward, text[2]);
}

}  // namespace

std::optional<std::string> canonical_postcode(std::string_view text)
{
    std::string compact;
    for (char const c : text) {
        if (c == ' ')
            continue;
        if (compact.size() == 7)
            return std::nullopt;
        compact += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    if (compact.size() < 5)
        return std::nullopt;
    std::string_view const outcode = std::string_view{compact}.substr(0, compact.size() - 3);
    std::string_view const inward = std::string_view{compact}.substr(compact.size() - 3);
    if (!is_inward(inward) || !(is_outcode(outcode) || compact == "GIR0AA"))
        return std::nullopt;
    return compact.insert(compact.size() - 3, " ");
}

}  // namespace micklegate::registers
