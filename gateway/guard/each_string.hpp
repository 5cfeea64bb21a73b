// Every text of a JSON value.
#pragma once

#include <boost/json/value.hpp>

#include <string_view>

namespace micklegate::guard {

/// Calls `see` with every string inside a value, however deep.
template <class See>
void each_string(boost::json::value const& value, See const& see)
{
    if (auto const* const text = value.if_string()) {
        see(std::string_view{text->data(), text->size()});
    } else if (auto const* const list = value.if_array()) {
        for (auto const& item : *list)
            each_string(item, see);
    } else if (auto const* const object = value.if_object()) {
        for (auto const& member : *object)
            each_string(member.value(), see);
    }
}

}  // namespace micklegate::guard
