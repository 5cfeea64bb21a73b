#include "gateway/app/letter_text.hpp"

#include "gateway/json/fields.hpp"
#include "gateway/terminal/london_text.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

namespace micklegate::app {
namespace {

using Lines = std::vector<std::string>;

std::string shown(boost::json::value const& value)
{
    if (value.is_bool())
        return value.get_bool() ? "yes" : "no";
    return terminal::safe_text(value.is_string() ? std::string{value.get_string()} : boost::json::serialize(value));
}

void add(Lines& lines, std::string_view title, std::string const& value)
{
    if (!value.empty())
        lines.push_back(std::string{title} + (title.ends_with('?') ? " " : ": ") + value);
}

void add_text(Lines& lines, std::string_view title, boost::json::object const& letter, std::string_view key)
{
    add(lines, title, terminal::safe_text(json::text_at(letter, key)));
}

/// With semicolons between, because titles hold commas.
std::string listed(boost::json::array const& names, FieldTitles const& titles)
{
    std::string list;
    for (boost::json::value const& name : names)
        list += (list.empty() ? "" : "; ") + titles.of(name.is_string() ? std::string_view{name.get_string()} : "");
    return list.empty() ? "nothing" : list;
}

void add_handling(Lines& lines, boost::json::object const& letter)
{
    add_text(lines, "HANDLING", json::object_at(letter, "data"), "handling");
    add_text(lines, "Marking", letter, "marking");
    add_text(lines, "Keep for", letter, "retention");
    boost::json::object const& held = json::object_at(letter, "held");
    add_text(lines, "Held at the gateway because", held, "why");
    add_text(lines, "Code", held, "code");
}

void add_heading(Lines& lines, boost::json::object const& letter)
{
    add_text(lines, "Message", letter, "message");
    add_text(lines, "Type", letter, "type");
    add_text(lines, "From", letter, "from");
    add_text(lines, "To", letter, "to");
    add(lines, "Sent", terminal::london_text(json::text_at(letter, "sent")));
    add(lines, "Open by", terminal::london_text(json::text_at(letter, "deadline")));
    add_text(lines, "Replaces", letter, "supersedes");
    add_text(lines, "Belongs to", letter, "correlationid");
    add_text(lines, "Purpose", letter, "purpose");
    add_text(lines, "Lawful basis", letter, "lawful_basis");
    add_text(lines, "Agreement", letter, "agreement");
}

}  // namespace

std::vector<std::string> letter_text(boost::json::object const& letter, FieldTitles const& titles)
{
    Lines lines;
    add_handling(lines, letter);
    lines.emplace_back();
    add_heading(lines, letter);
    lines.emplace_back();
    for (auto const& [name, value] : json::object_at(letter, "data"))
        if (name != "handling")
            add(lines, titles.of(name), shown(value));
    if (letter.contains("manifest")) {
        boost::json::object const& manifest = json::object_at(letter, "manifest");
        lines.emplace_back();
        add(lines, "Released to you", listed(json::array_at(manifest, "released"), titles));
        add(lines, "Withheld by the agreement", listed(json::array_at(manifest, "withheld"), titles));
    }
    return lines;
}

}  // namespace micklegate::app
