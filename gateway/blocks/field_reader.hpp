// The fields of one message, read as what they stand for.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/json/fields.hpp"

#include <algorithm>
#include <optional>

namespace micklegate::blocks {

/// Reads one message's fields; holds the first fault, so that the asking code needs no branches.
class FieldReader {
public:
    explicit FieldReader(boost::json::object const& fields) : fields_{fields} {}

    [[nodiscard]] std::string text(std::string_view name) const { return json::text_at(fields_, name); }

    [[nodiscard]] std::string required(std::string_view name)
    {
        std::string value = text(name);
        if (value.empty())
            fail(name, "is missing");
        return value;
    }

    [[nodiscard]] std::optional<Moment> moment(std::string_view name) { return parsed<Moment>(name, parse_rfc3339); }
    [[nodiscard]] std::optional<Date> date(std::string_view name) { return parsed<Date>(name, parse_iso_date); }

    [[nodiscard]] Date required_date(std::string_view name)
    {
        if (text(name).empty())
            fail(name, "is missing");
        return date(name).value_or(Date{});
    }

    /// A three-letter code; the two that name no prison, "out" and "in transit", read as none.
    [[nodiscard]] std::string prison(std::string_view name) const
    {
        std::string code = text(name);
        return code == "OUT" || code == "TRN" ? std::string{} : code;
    }

    [[nodiscard]] boost::json::array const& list(std::string_view name) const { return json::array_at(fields_, name); }

    /// Whether an object in the list has the flag at that value.
    [[nodiscard]] bool any(std::string_view name, std::string_view flag, bool value) const
    {
        return std::ranges::any_of(list(name), [&](boost::json::value const& item) {
            return item.is_object() && item.get_object().contains(flag) &&
                   json::flag_at(item.get_object(), flag) == value;
        });
    }

    [[nodiscard]] bool flag(std::string_view name) const { return json::flag_at(fields_, name); }

    void fail(std::string_view name, std::string_view detail)
    {
        if (!fault_)
            fault_ = field_problem(ProblemCode::kInvalidValue, "/" + std::string{name}, std::string{detail});
    }

    [[nodiscard]] std::optional<Problem> const& fault() const noexcept { return fault_; }

private:
    template <class Value>
    std::optional<Value> parsed(std::string_view name, Result<Value> (*parse)(std::string_view))
    {
        std::string const value = text(name);
        if (value.empty())
            return std::nullopt;
        auto const read = parse(value);
        if (read)
            return *read;
        fail(name, read.error().detail);
        return std::nullopt;
    }

    boost::json::object const& fields_;
    std::optional<Problem> fault_;
};

}  // namespace micklegate::blocks
