// An agency's CSV, a message to a row: agreed columns become fields, and a bad row spoils only itself.
#pragma once

#include "gateway/base/result.hpp"

#include <boost/json/object.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::rows {

struct Column {
    enum class Kind { kText, kYesOrNo, kWholeNumber };

    std::string_view name;  ///< of the column, and of the message's field
    Kind kind = Kind::kText;
    bool may_lack = false;  ///< the whole column
};

struct Layout {
    std::span<Column const> columns;
    std::string_view references;  ///< columns that say which row it is, separated by a space
    std::string next;             ///< what to do about a file that is not so
};

struct Row {
    std::size_t number = 0;               ///< from 1 below the header, line breaks inside cells not counted
    std::vector<std::string> references;  ///< as in the layout; empty where none can be made out
    Result<boost::json::object> fields;   ///< or why there are none
};

/// Columns stand in any order; one that is unknown, missing or there twice is a problem of the whole file. Empty cells
/// are left out. What is no yes, no or number goes on as it is, so that the gateway refuses it and its log says so.
[[nodiscard]] Result<std::vector<Row>> read_rows(std::string_view csv, Layout const& layout);

/// An event's id from what says which row it is; a row that does not say is known by its content alone.
[[nodiscard]] std::string event_id(std::vector<std::string> const& parts, boost::json::object const& fields);

}  // namespace micklegate::rows
