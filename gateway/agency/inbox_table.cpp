#include "gateway/agency/inbox_table.hpp"

#include "gateway/json/fields.hpp"
#include "gateway/terminal/london_text.hpp"
#include "gateway/terminal/safe_text.hpp"

namespace micklegate::agency {
namespace {

bool read_by_somebody(std::string_view state) { return state != "accepted" && state != "held" && state != "delivered"; }

std::string deadline_of(boost::json::object const& message, Moment now)
{
    Result<Moment> const deadline = parse_rfc3339(json::text_at(message, "deadline"));
    if (!deadline)
        return {};
    bool const late = *deadline <= now && !read_by_somebody(json::text_at(message, "state"));
    return terminal::london_text(*deadline) + (late ? " LATE" : "");
}

}  // namespace

std::vector<std::vector<std::string>> inbox_table(std::vector<boost::json::object> const& messages, Moment now)
{
    std::vector<std::vector<std::string>> rows{{"MESSAGE", "TYPE", "FROM", "STATE", "OPEN BY", "SENT"}};
    for (boost::json::object const& message : messages) {
        auto const shown = [&](std::string_view key) { return terminal::safe_text(json::text_at(message, key)); };
        std::string type = shown("type");
        if (std::string const code = shown("held"); !code.empty())
            type += (type.empty() ? "held: " : ", held: ") + code;
        std::string state = shown("state");
        if (json::flag_at(message, "destroy"))
            state += ": DESTROY IT";
        if (json::flag_at(message, "corrected"))
            state += ", corrected";
        rows.push_back({shown("message"), type, shown("from"), state, deadline_of(message, now),
                        terminal::london_text(json::text_at(message, "sent"))});
    }
    return rows;
}

}  // namespace micklegate::agency
