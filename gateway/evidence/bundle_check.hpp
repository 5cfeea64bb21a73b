// One entry bundle held against its tile, as far as it can be judged without the rest of the log.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/evidence/served_log.hpp"

#include <optional>

namespace micklegate::evidence {

/// Of companions of one kind.
struct CompanionFindings {
    std::uint64_t checked = 0;
    std::vector<std::uint64_t> missing;  ///< entries that commit to one that is not there
    std::vector<std::uint64_t> gone;     ///< entries whose companion is said to be destroyed
};

struct BundleFindings {
    std::vector<Digest> leaves;  ///< of all entries that fit; all that are served where no entry is read
    std::optional<Moment> earliest;
    Moment latest{};
    CompanionFindings sealed;
    CompanionFindings changes;
    std::optional<Problem> fault;  ///< the first; what it concerns follows the last leaf
};

struct Companion;
struct EntryForm;

/// As fit for several threads as the source is.
class BundleCheck {
public:
    BundleCheck(LogSource& source, Checkpoint const& checkpoint, VerifyOptions const& options)
        : source_{source}, checkpoint_{checkpoint}, options_{options}, served_{source, checkpoint.size}
    {
    }

    [[nodiscard]] BundleFindings operator()(std::uint64_t bundle) const;

private:
    void read_entries(std::uint64_t bundle, EntryBundle const& read, std::vector<Digest> const& served,
                      BundleFindings& found) const;
    [[nodiscard]] Result<void> check(std::uint64_t index, std::string_view entry, Digest const& served_leaf,
                                     BundleFindings& found) const;
    [[nodiscard]] Result<void> check_companion(std::uint64_t index, EntryForm const& form, Companion const& companion,
                                               BundleFindings& found) const;
    [[nodiscard]] Problem blame(std::uint64_t index, Digest const& served_leaf) const;

    LogSource& source_;
    Checkpoint const& checkpoint_;
    VerifyOptions const& options_;
    ServedLog served_;
};

[[nodiscard]] std::string entry_name(std::uint64_t index);
/// kIntegrity: the entry is dated before the one above it.
[[nodiscard]] Problem goes_back(std::uint64_t index);

}  // namespace micklegate::evidence
