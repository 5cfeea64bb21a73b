#include "gateway/site/new_reader.hpp"

#include "gateway/base/utf8.hpp"
#include "gateway/model/fold.hpp"
#include "gateway/model/name_forms.hpp"

#include <algorithm>

namespace micklegate::site {
namespace {

constexpr std::size_t kLongest = 100;

bool fits_a_line(std::string_view text)
{
    bool const control = std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    return !text.empty() && text.size() <= kLongest && !control && valid_utf8(text);
}

bool have_a_word_in_common(std::string_view one, std::string_view two)
{
    std::string const padded = ' ' + fold(one) + ' ';
    std::string words = fold(two) + ' ';
    while (!words.empty()) {
        std::size_t const end = words.find(' ');
        if (end > 1 && padded.find(' ' + words.substr(0, end + 1)) != std::string::npos)
            return true;
        words.erase(0, end + 1);
    }
    return false;
}

}  // namespace

Result<std::string> parse_reader_name(std::string_view text)
{
    if (!fits_a_line(text) || known_name_forms(text).empty())
        return problem(ProblemCode::kInvalidValue, "That is not a person's full name.",
                       "Give forename and surname: \"Imogen Farrar\"");
    return std::string{text};
}

Result<std::string> parse_reader_role(std::string_view text)
{
    if (!fits_a_line(text) || fold(text).empty())
        return problem(ProblemCode::kInvalidValue, "That is not a role.",
                       "Use 1 to 100 characters of UTF-8 on one line: \"Designated safeguarding lead\"");
    return std::string{text};
}

Result<void> check_reader(NewReader const& reader)
{
    if (Result<std::string> const name = parse_reader_name(reader.name); !name)
        return name.error();
    if (Result<std::string> const role = parse_reader_role(reader.role); !role)
        return role.error();
    if (have_a_word_in_common(reader.role, reader.name))
        return problem(ProblemCode::kInvalidValue,
                       "The role must not name the person: it is kept, and the name is not.",
                       "Say what the person does: \"Designated safeguarding lead\"");
    return {};
}

}  // namespace micklegate::site
