#include "gateway/agency/person.hpp"

#include "gateway/base/utf8.hpp"

#include <algorithm>

namespace micklegate::agency {
namespace {

std::string_view trimmed(std::string_view text)
{
    std::size_t const first = std::min(text.find_first_not_of(' '), text.size());
    return text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

}  // namespace

Result<Person> parse_person(std::string_view text)
{
    if (!valid_utf8(text))
        return problem(ProblemCode::kInvalidUtf8, "The name or role is not UTF-8.",
                       "Use a terminal set to UTF-8, or letters without accents.");
    std::size_t const comma = text.rfind(',');
    Person person;
    if (comma != std::string_view::npos)
        person = {std::string{trimmed(text.substr(0, comma))}, std::string{trimmed(text.substr(comma + 1))}};
    if (person.name.empty() || person.role.empty())
        return problem(ProblemCode::kInvalidValue, "A person has a name, a comma and a role.",
                       "For example: \"Imogen Farrar, safeguarding lead\"");
    return person;
}

boost::json::object person_object(Person const& person) { return {{"name", person.name}, {"role", person.role}}; }

}  // namespace micklegate::agency
