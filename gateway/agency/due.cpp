#include "gateway/agency/due.hpp"

#include "gateway/base/percent.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/terminal/london_text.hpp"
#include "gateway/terminal/safe_text.hpp"

namespace micklegate::agency {
namespace {

using boost::json::object;

/// By the gateway's word what is late, and by the clock here for how long.
std::string when(object const& message, Moment now)
{
    Result<Moment> const deadline = parse_rfc3339(json::text_at(message, "deadline"));
    if (!deadline)
        return {};
    if (json::flag_at(message, "late"))
        return "late by " + span_text(now - *deadline);
    return "in " + span_text(*deadline - now);
}

std::string turned_to(object const& message)
{
    std::string all;
    for (boost::json::value const& value : json::array_at(message, "escalations"))
        if (auto const* const told = value.if_object()) {
            std::string const target = terminal::safe_text(json::text_at(*told, "target"));
            std::string const agency = terminal::safe_text(json::text_at(*told, "to"));
            all += (all.empty() ? "" : ", ") + target + (agency.empty() ? "" : " (" + agency + ")");
        }
    return all;
}

std::string in_words(std::string const& you_are)
{
    return you_are == "recipient"      ? "to act"
           : you_are == "sender"       ? "sent it"
           : you_are == "escalated_to" ? "turned to"
           : you_are == "duty_desk"    ? "oversees it"
                                       : you_are;
}

}  // namespace

Result<std::vector<object>> fetch_due(GatewaySession& session, bool late_alone)
{
    std::string const target = std::string{"/v1/due?state="} + (late_alone ? "late" : "all");
    std::vector<object> due;
    auto page = session.get(target);
    while (page) {
        for (boost::json::value const& message : json::array_at(*page, "messages"))
            if (message.is_object())
                due.push_back(message.get_object());
        std::string const next = json::text_at(*page, "next");
        if (next.empty())
            return due;
        page = session.get(target + "&after=" + percent_encoded(next));
    }
    return page.error();
}

std::string span_text(std::chrono::milliseconds span)
{
    using namespace std::chrono;
    auto const days_left = floor<days>(span);
    auto const hours_left = floor<hours>(span - days_left);
    auto const minutes_left = floor<minutes>(span - days_left - hours_left);
    auto const hours_text = std::to_string(hours_left.count()) + " h";
    if (span < minutes{1})
        return "under a minute";
    if (days_left > days{0})
        return std::to_string(days_left.count()) + (days_left == days{1} ? " day " : " days ") + hours_text;
    std::string const minutes_text = std::to_string(minutes_left.count()) + " min";
    return hours_left > hours{0} ? hours_text + " " + minutes_text : minutes_text;
}

std::vector<std::vector<std::string>> due_table(std::vector<object> const& messages, Moment now)
{
    std::vector<std::vector<std::string>> rows{
        {"DUE", "", "TYPE", "FROM", "TO", "TO BE", "IS", "YOU", "TURNED TO", "MESSAGE"}};
    for (object const& message : messages) {
        auto const shown = [&](std::string_view key) { return terminal::safe_text(json::text_at(message, key)); };
        rows.push_back({terminal::london_text(json::text_at(message, "deadline")), when(message, now), shown("type"),
                        shown("from"), shown("to"), shown("acknowledgement"), shown("state"),
                        in_words(shown("you_are")), turned_to(message), shown("message")});
    }
    return rows;
}

}  // namespace micklegate::agency
