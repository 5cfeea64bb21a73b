#include "gateway/recognise/people.hpp"

#include "gateway/recognise/check_values.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace micklegate::recognise {
namespace {

std::string name_in(boost::json::value const& item)
{
    if (auto const* const person = item.if_object())
        return std::string{text_of(*person, kListedName)};
    return item.is_string() ? std::string{item.get_string()} : std::string{};
}

void add_listed(boost::json::array const& list, std::vector<std::string>& names)
{
    for (boost::json::value const& item : list)
        if (std::string name = name_in(item); !name.empty())
            names.push_back(std::move(name));
}

}  // namespace

std::vector<std::string> people_named(boost::json::object const& data, MessageSpec const& spec)
{
    std::vector<std::string> names;
    for (PersonSpec const& person : spec.people) {
        std::string name;
        for (std::string const& field : person.name_fields) {
            auto const* const value = data.if_contains(field);
            if (auto const* const list = value == nullptr ? nullptr : value->if_array())
                add_listed(*list, names);
            std::string_view const part = text_of(data, field);
            name += name.empty() || part.empty() ? "" : " ";
            name += part;
        }
        if (!name.empty())
            names.push_back(std::move(name));
    }
    return names;
}

std::set<std::string> roles_of(std::string_view field, MessageSpec const& spec)
{
    std::set<std::string> roles;
    for (PersonSpec const& person : spec.people)
        if (person.birth_field == field || std::ranges::find(person.name_fields, field) != person.name_fields.end())
            roles.insert(person.role);
    return roles;
}

}  // namespace micklegate::recognise
