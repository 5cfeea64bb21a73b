// The morning's record of a night: one JSON line per row, kept whole even where the screen shows a summary.
#pragma once

#include "adapters/police/report.hpp"

#include <filesystem>

namespace micklegate::agency {

/// A new file, claimed empty before anything is sent, so that nothing of anybody's is overwritten and the night is not
/// sent in vain. One that is never kept is removed again.
class MorningReport {
public:
    /// The empty path keeps no report.
    [[nodiscard]] static Result<MorningReport> claim(std::filesystem::path file);
    MorningReport(MorningReport&& other) noexcept : file_{std::exchange(other.file_, {})} {}
    MorningReport& operator=(MorningReport&&) = delete;
    ~MorningReport();

    /// Only for its owner to read, whole or not at all.
    [[nodiscard]] Result<void> keep(std::vector<police::ReportLine> const& lines);

private:
    explicit MorningReport(std::filesystem::path file) : file_{std::move(file)} {}

    std::filesystem::path file_;  ///< empty: nothing to keep, or kept
};

}  // namespace micklegate::agency
