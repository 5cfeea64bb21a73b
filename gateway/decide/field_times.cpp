#include "gateway/decide/field_times.hpp"

#include "gateway/recognise/check_values.hpp"

namespace micklegate::decide {
namespace {

/// A date's first moment in England, so many days on.
std::optional<Moment> moment_of(boost::json::object const& data, std::string const& field, std::chrono::days later,
                                std::chrono::milliseconds less)
{
    std::string_view const written = recognise::text_of(data, field);
    if (auto const moment = parse_rfc3339(written))
        return *moment;
    auto const date = parse_iso_date(written);
    if (!date)
        return std::nullopt;
    return london_moment(Date{std::chrono::sys_days{*date} + later}, std::chrono::minutes{0}) - less;
}

}  // namespace

std::optional<Moment> beginning_of(boost::json::object const& data, std::string const& field)
{
    return moment_of(data, field, std::chrono::days{0}, std::chrono::milliseconds{0});
}

std::optional<Moment> end_of(boost::json::object const& data, std::string const& field)
{
    return moment_of(data, field, std::chrono::days{1}, std::chrono::milliseconds{1});
}

}  // namespace micklegate::decide
