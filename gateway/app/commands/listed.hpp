// How a command prints a list: a table for people, with --json an object per line.
#pragma once

#include "gateway/terminal/console.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace micklegate::app {

using Items = std::vector<boost::json::object>;
using Rows = std::vector<std::vector<std::string>>;

/// `rows_of` makes the table, its heading first; `none` is said instead of an empty one.
inline void print_list(terminal::Console& console, Items const& items, bool json, Rows (*rows_of)(Items const&),
                       std::string const& none)
{
    if (json && items.empty())
        console.print_json(boost::json::array{});
    if (json)
        for (boost::json::object const& item : items)
            console.print_json(item);
    else if (items.empty())
        console.print(none);
    else
        console.print_table(rows_of(items));
}

}  // namespace micklegate::app
