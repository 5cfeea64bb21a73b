#include "adapters/courts/ccd_fields.hpp"

#include "gateway/json/fields.hpp"

#include <algorithm>

namespace micklegate::courts {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

std::string trimmed(std::string const& text)
{
    std::size_t const first = text.find_first_not_of(kSpace);
    if (first == std::string::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

bool says(boost::json::object const& fields, std::string_view key, std::string_view word, bool flag)
{
    auto const* const value = fields.if_contains(key);
    return value != nullptr && value->is_bool() ? value->get_bool() == flag : json::text_at(fields, key) == word;
}

}  // namespace

std::string CcdFields::text(std::string_view key) const
{
    std::string found = text_if(key);
    if (found.empty())
        fail(key, "is missing");
    return found;
}

std::string CcdFields::text_if(std::string_view key) const { return trimmed(json::text_at(*fields_, key)); }

bool CcdFields::yes(std::string_view key) const { return says(*fields_, key, "Yes", true); }

bool CcdFields::no(std::string_view key) const { return fields_->contains(key) && says(*fields_, key, "No", false); }

bool CcdFields::has(std::string_view key) const
{
    auto const* const value = fields_->if_contains(key);
    if (value == nullptr || value->is_null())
        return false;
    if (value->is_object())
        return !value->get_object().empty();
    return value->is_array() ? !value->get_array().empty() : !value->is_string() || !text_if(key).empty();
}

bool CcdFields::any_chosen(std::string_view key) const
{
    return std::ranges::any_of(json::array_at(*fields_, key), [](boost::json::value const& chosen) {
        return chosen.is_string() && !trimmed(std::string{chosen.get_string()}).empty();
    });
}

CcdFields CcdFields::inside(std::string_view key) const
{
    return {json::object_at(*fields_, key), pointer_ + "/" + std::string{key}, *fault_};
}

std::vector<CcdElement> CcdFields::collection(std::string_view key) const
{
    std::vector<CcdElement> elements;
    boost::json::array const& list = json::array_at(*fields_, key);
    for (std::size_t i = 0; i < list.size(); ++i) {
        static boost::json::object const none;
        boost::json::object const& element = list[i].is_object() ? list[i].get_object() : none;
        std::string pointer = pointer_ + "/" + std::string{key} + "/" + std::to_string(i) + "/value";
        elements.push_back(
            {trimmed(json::text_at(element, "id")), {json::object_at(element, "value"), std::move(pointer), *fault_}});
    }
    return elements;
}

void CcdFields::fail(std::string_view key, std::string detail) const
{
    if (!*fault_)
        *fault_ = FieldFault{pointer_ + "/" + std::string{key}, std::move(detail)};
}

std::string address_text(CcdFields const& address)
{
    std::string text;
    for (std::string_view const line :
         {"AddressLine1", "AddressLine2", "AddressLine3", "PostTown", "County", "PostCode"})
        if (std::string const part = address.text_if(line); !part.empty())
            text += (text.empty() ? "" : ", ") + part;
    return text;
}

}  // namespace micklegate::courts
