#include "gateway/history/people.hpp"

#include "gateway/json/fields.hpp"
#include "gateway/matching/tokens.hpp"
#include "gateway/model/fold.hpp"
#include "gateway/recognise/identifiers.hpp"

#include <algorithm>

namespace micklegate::history {
namespace {

using boost::json::object;

std::vector<std::string> texts_in(object const& fields, std::vector<std::string> const& names)
{
    std::vector<std::string> texts;
    for (std::string const& name : names)
        if (std::string text = json::text_at(fields, name); !text.empty())
            texts.push_back(std::move(text));
    return texts;
}

/// Each in its identifier's normal form.
std::vector<std::string> identifiers_in(policy::RegisterSpec const& spec, object const& fields,
                                        std::vector<std::string> const& names)
{
    std::vector<std::string> identifiers;
    for (std::string const& name : names)
        if (std::string const text = json::text_at(fields, name); !text.empty()) {
            auto const check = spec.checks.find(name);
            identifiers.push_back(check == spec.checks.end() ? text : recognise::normal_form(check->second, text));
        }
    return identifiers;
}

matching::Person person_in(policy::RegisterSpec const& spec, policy::RegisterPerson const& where, object const& fields)
{
    matching::Person person;
    person.forename = json::text_at(fields, where.forename);
    person.surname = json::text_at(fields, where.surname);
    for (auto const& name : json::array_at(fields, where.other_names))
        if (name.is_string())
            person.other_names.emplace_back(name.get_string());
    if (auto const birth = parse_iso_date(json::text_at(fields, where.birth)))
        person.birth = *birth;
    person.addresses = texts_in(fields, where.addresses);
    person.numbers = identifiers_in(spec, fields, where.numbers);
    return person;
}

}  // namespace

std::vector<matching::Person> people_in(policy::RegisterSpec const& spec, object const& fields)
{
    auto references = identifiers_in(spec, fields, spec.references);
    std::ranges::transform(references, references.begin(), [](std::string const& text) { return fold(text); });
    std::vector<matching::Person> people;
    for (policy::RegisterPerson const& where : spec.people) {
        people.push_back(person_in(spec, where, fields));
        people.back().references = references;
    }
    return people;
}

std::set<std::string> tokens_in(policy::RegisterSpec const& spec, object const& fields)
{
    std::set<std::string> tokens;
    for (matching::Person const& person : people_in(spec, fields))
        tokens.merge(matching::tokens_of(person));
    return tokens;
}

}  // namespace micklegate::history
