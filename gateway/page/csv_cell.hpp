// A cell of a table for spreadsheets (RFC 4180).
#pragma once

#include <string>
#include <string_view>

namespace micklegate::page {

/// What a spreadsheet would take for a formula begins with an apostrophe.
[[nodiscard]] std::string csv_cell(std::string_view text);

}  // namespace micklegate::page
