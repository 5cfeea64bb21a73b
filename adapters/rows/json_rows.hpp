// What a system hands out as JSON, an object to a row: one object, an array of them, a list in an envelope, or one per
// line.
#pragma once

#include "gateway/base/result.hpp"

#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace micklegate::rows {

struct Line {
    std::size_t number = 0;  ///< from 1
    std::string_view text;   ///< without the space around it
};

/// Empty lines too. A byte order mark is no part of the first.
[[nodiscard]] std::vector<Line> lines_of(std::string_view text);

class JsonRows {
public:
    /// `list` is the member that an envelope keeps its rows in, `noun` what a row is called. `text` outlives it. Only
    /// what cannot be cut into rows is a problem of the whole; a row that is no object spoils only itself.
    [[nodiscard]] static Result<JsonRows> read(std::string_view text, std::string_view list, std::string_view noun);

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    /// Null where the row is no object.
    [[nodiscard]] boost::json::object const* at(std::size_t index) const { return rows_[index].if_object(); }
    /// On which the row begins. Finding it may take a while, so ask it of bad rows only.
    [[nodiscard]] std::size_t line(std::size_t index) const;

private:
    explicit JsonRows(std::string_view text) : text_{text} {}
    void cut_lines();

    std::string_view text_;
    std::vector<boost::json::value> rows_{};
    std::vector<std::size_t> lines_{};  ///< where the rows are lines or a single object
    std::string list_{};                ///< pointer to the list that the others are in
};

}  // namespace micklegate::rows
