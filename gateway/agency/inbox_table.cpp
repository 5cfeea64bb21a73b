#include "gateway/agency/inbox_table.hpp"

#include "gateway/json/fields.hpp"
#include "gateway/terminal/london_text.hpp"
#include "gateway/terminal/safe_text.hpp"

namespace micklegate::agency {
namespace {

std::string deadline_of(boost::json::object const& message, Moment now)
{
    Result<Moment> const deadline = parse_rfc3339(json::text_at(message, "deadline"));
    if (!deadline)
        return {};
    return terminal::london_text(*deadline) + (*deadline <= now ? " LATE" : "");
}

/// What its state does not say: nobody took it back, and yet there is nothing to read.
std::string unreadable(boost::json::object const& message)
{
    std::string const by = json::text_at(json::object_at(message, "copy_destroyed"), "by");
    return by == "erased" || by == "expired" ? ", copy " + by : std::string{};
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
        state += unreadable(message);
        rows.push_back({shown("message"), type, shown("from"), state, deadline_of(message, now),
                        terminal::london_text(json::text_at(message, "sent"))});
    }
    return rows;
}

}  // namespace micklegate::agency
