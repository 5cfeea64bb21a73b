// Every policy set a site has used, each in one file named by its digest, so that a past decision can be run again.
#pragma once

#include "gateway/policy/approvals.hpp"

#include <filesystem>

namespace micklegate::site {

/// Eight or more hex digits, without the "sha256:" that may stand before them.
[[nodiscard]] Result<std::string> parse_digest_beginning(std::string_view text);

/// Outside the data folder: a set is kept before the first entry that names it is written.
class PolicyHistory {
public:
    explicit PolicyHistory(std::filesystem::path folder) : folder_{std::move(folder)} {}

    /// Durable when it returns. What decides of the files, and the approvals that counted; those that were kept with
    /// the set earlier stay.
    [[nodiscard]] Result<void> keep(policy::PolicyFiles const& files, std::vector<AgencyId> const& approved_by) const;

    /// kNotFound where the set was never kept, kIntegrity where what is kept has another digest.
    [[nodiscard]] Result<policy::PolicyFiles> read(std::string_view digest) const;
    /// Whether there is a file for it, sound or not.
    [[nodiscard]] bool holds(std::string_view digest) const;
    /// The one digest that begins with what parse_digest_beginning() gave.
    [[nodiscard]] Result<std::string> find(std::string_view digits) const;

private:
    [[nodiscard]] std::filesystem::path path_of(std::string_view digest) const;

    std::filesystem::path folder_;
};

}  // namespace micklegate::site
