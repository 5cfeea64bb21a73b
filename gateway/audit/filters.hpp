// What an auditor asks for: values that an entry must have, and the time in which it was written.
#pragma once

#include "gateway/audit/dimension.hpp"
#include "gateway/base/moment.hpp"

namespace micklegate::audit {

struct Filter {
    Dimension dimension{};
    /// "police.north-yorkshire", "encompass.notification" or, of one version, "encompass.notification/1", "refused" or,
    /// with one code, "refused:not_allowed". Empty: a value that no entry has.
    std::string text;

    friend bool operator==(Filter const&, Filter const&) = default;
};

/// All of them must hold.
struct Filters {
    std::vector<Filter> values;
    std::optional<Moment> from;
    std::optional<Moment> to;  ///< entries before it

    friend bool operator==(Filters const&, Filters const&) = default;
};

/// A filter's text, taken apart; without a detail every one fits.
struct Wanted {
    std::string_view value;
    std::optional<std::string_view> detail{};
};
/// Valid as long as the filter.
[[nodiscard]] Wanted wanted_by(Filter const& filter) noexcept;

[[nodiscard]] bool fits(commit::Entry const& entry, Filters const& filters);

/// As a log entry names them: "agency=police.north-yorkshire", "from=2026-11-21T00:00:00.000Z".
[[nodiscard]] std::vector<std::string> filter_texts(Filters const& filters);
/// kIntegrity unless filter_texts() wrote them.
[[nodiscard]] Result<Filters> read_filter_texts(std::vector<std::string> const& texts);

}  // namespace micklegate::audit
