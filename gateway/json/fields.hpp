// Looking into JSON that may lack what is looked for, where that is no fault: another side's answers.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace micklegate::json {

/// Empty where there is no such text.
[[nodiscard]] inline std::string text_at(boost::json::object const& object, std::string_view key)
{
    auto const* const value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string{value->get_string()} : std::string{};
}

/// False where there is no such flag.
[[nodiscard]] inline bool flag_at(boost::json::object const& object, std::string_view key)
{
    auto const* const value = object.if_contains(key);
    return value != nullptr && value->is_bool() && value->get_bool();
}

[[nodiscard]] inline std::int64_t whole_number_at(boost::json::object const& object, std::string_view key,
                                                  std::int64_t otherwise)
{
    auto const* const value = object.if_contains(key);
    return value != nullptr && value->is_int64() ? value->get_int64() : otherwise;
}

[[nodiscard]] inline boost::json::array const& array_at(boost::json::object const& object, std::string_view key)
{
    static boost::json::array const empty;
    auto const* const value = object.if_contains(key);
    return value != nullptr && value->is_array() ? value->get_array() : empty;
}

[[nodiscard]] inline boost::json::object const& object_at(boost::json::object const& object, std::string_view key)
{
    static boost::json::object const empty;
    auto const* const value = object.if_contains(key);
    return value != nullptr && value->is_object() ? value->get_object() : empty;
}

}  // namespace micklegate::json
