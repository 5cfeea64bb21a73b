// The morning's record of a night: one JSON line per row, kept whole even where the screen shows a summary.
#pragma once

#include "adapters/police/report.hpp"

#include <filesystem>

namespace micklegate::app {

/// Whether a report could be kept there, asked before anything is sent; nowhere, the empty path, always can.
[[nodiscard]] Result<void> check_report_place(std::filesystem::path const& file);
/// Only for its owner to read, whole or not at all.
[[nodiscard]] Result<void> keep_report(std::vector<police::ReportLine> const& lines, std::filesystem::path const& file);

}  // namespace micklegate::app
