#include "gateway/agency/field_titles.hpp"

#include "gateway/files/files.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/strict_json.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <algorithm>

namespace micklegate::agency {
namespace {

/// What a letter says its type is becomes a file's name only if it can be nothing else.
bool is_type_name(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    });
}

std::string in_words(std::string_view name)
{
    std::string words{name};
    std::ranges::replace(words, '_', ' ');
    if (!words.empty() && words.front() >= 'a' && words.front() <= 'z')
        words.front() = static_cast<char>(words.front() - 'a' + 'A');
    return words;
}

}  // namespace

FieldTitles FieldTitles::in(std::filesystem::path const& policies, std::string_view type)
{
    std::string const name{type.substr(0, type.find('/'))};
    if (name.empty() || !is_type_name(name))
        return {};
    auto const text = files::read(policies / "messages" / (name + ".json"));
    auto const schema = text ? json::parse_strict(*text) : Result<boost::json::value>{text.error()};
    if (!schema || !schema->is_object())
        return {};
    boost::json::object const& read = schema->get_object();
    std::int64_t const version = json::whole_number_at(json::object_at(read, "x-message"), "version", 1);
    if (name + "/" + std::to_string(version) != type)
        return {};
    return FieldTitles{json::object_at(read, "properties")};
}

std::string FieldTitles::of(std::string_view field) const
{
    std::string const title = json::text_at(json::object_at(properties_, field), "title");
    return terminal::safe_text(title.empty() ? in_words(field) : title);
}

std::vector<std::string_view> FieldTitles::in_order(std::vector<std::string_view> fields) const
{
    std::ranges::stable_sort(fields, {},
                             [&](std::string_view field) { return properties_.find(field) - properties_.begin(); });
    return fields;
}

bool FieldTitles::is_moment(std::string_view field) const
{
    return json::text_at(json::object_at(properties_, field), "x-check") == "date-time";
}

}  // namespace micklegate::agency
