#include "gateway/agency/letter_text.hpp"

#include "gateway/json/fields.hpp"
#include "gateway/terminal/london_text.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

namespace micklegate::agency {
namespace {

using Lines = std::vector<std::string>;

std::string shown(boost::json::value const& value, bool is_moment)
{
    if (value.is_bool())
        return value.get_bool() ? "yes" : "no";
    std::string const time = is_moment && value.is_string() ? terminal::london_text(value.get_string()) : "";
    return !time.empty() ? time
                         : terminal::safe_text(value.is_string() ? std::string{value.get_string()}
                                                                 : boost::json::serialize(value));
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
    std::vector<std::string_view> fields;
    for (boost::json::value const& name : names)
        fields.push_back(name.is_string() ? std::string_view{name.get_string()} : "");
    std::string list;
    for (std::string_view const field : titles.in_order(std::move(fields)))
        list += (list.empty() ? "" : "; ") + titles.of(field);
    return list.empty() ? "nothing" : list;
}

void add_handling(Lines& lines, boost::json::object const& letter)
{
    add_text(lines, "HANDLING", json::object_at(letter, "data"), "handling");
    add_text(lines, "Marking", letter, "marking");
    add_text(lines, "Keep for", letter, "retention");
    add_text(lines, "Was held at the gateway, and released by", letter, "released_by");
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
    add_text(lines, "Instead of", letter, "instead_of");
    add(lines, "Sent", terminal::london_text(json::text_at(letter, "sent")));
    add(lines, "Open by", terminal::london_text(json::text_at(letter, "deadline")));
    add_text(lines, "Replaces", letter, "supersedes");
    add_text(lines, "Belongs to", letter, "correlationid");
    add_text(lines, "Purpose", letter, "purpose");
    add_text(lines, "Lawful basis", letter, "lawful_basis");
    add_text(lines, "Agreement", letter, "agreement");
}

/// Of a held message: what its sender asked for.
void add_event(Lines& lines, boost::json::object const& event)
{
    add_text(lines, "Sender's id", event, "id");
    add_text(lines, "Sent by", event, "actor");
    add_text(lines, "Would go to", event, "recipient");
    add_text(lines, "Purpose", event, "purpose");
    add_text(lines, "Agreement", event, "agreement");
}

void add_data(Lines& lines, boost::json::object const& data, FieldTitles const& titles)
{
    std::vector<std::string_view> fields;
    for (auto const& member : data)
        fields.push_back(member.key());
    for (std::string_view const field : titles.in_order(std::move(fields)))
        if (field != "handling")
            add(lines, titles.of(field), shown(data.at(field), titles.is_moment(field)));
}

}  // namespace

std::vector<std::string> letter_text(boost::json::object const& letter, FieldTitles const& titles)
{
    Lines lines;
    add_handling(lines, letter);
    lines.emplace_back();
    add_heading(lines, letter);
    add_event(lines, json::object_at(letter, "event"));
    lines.emplace_back();
    add_data(lines, json::object_at(letter, "data"), titles);
    if (letter.contains("manifest")) {
        boost::json::object const& manifest = json::object_at(letter, "manifest");
        lines.emplace_back();
        add(lines, "Released to you", listed(json::array_at(manifest, "released"), titles));
        add(lines, "Withheld by the agreement", listed(json::array_at(manifest, "withheld"), titles));
    }
    return lines;
}

}  // namespace micklegate::agency
