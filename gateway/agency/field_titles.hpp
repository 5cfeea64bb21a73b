// How the fields of a message are shown: their titles, order and kind in its type's schema.
#pragma once

#include <boost/json/object.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::agency {

class FieldTitles {
public:
    /// Of a type and version such as "encompass.notification/1", as the policies in that folder have it. A type or
    /// version that they do not have leaves a field its name.
    [[nodiscard]] static FieldTitles in(std::filesystem::path const& policies, std::string_view type);

    FieldTitles() = default;
    /// Safe for a terminal, like the names that stand in for titles: "child_forename" becomes "Child forename".
    [[nodiscard]] std::string of(std::string_view field) const;
    /// In the schema's order; fields that it does not have come last, as they came.
    [[nodiscard]] std::vector<std::string_view> in_order(std::vector<std::string_view> fields) const;
    /// Whether its value is a date and time.
    [[nodiscard]] bool is_moment(std::string_view field) const;

private:
    explicit FieldTitles(boost::json::object properties) : properties_{std::move(properties)} {}

    boost::json::object properties_;  ///< of the JSON Schema
};

}  // namespace micklegate::agency
