// The weights of an RFGV score, read strictly from policies/matac/rfgv-*.toml.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/matac/stamp.hpp"

#include <set>
#include <vector>

namespace micklegate::matac {

inline constexpr int kMostPoints = 25;  ///< of each of the four parts

struct Step {
    int border = 0;  ///< days at most, or a count at least
    int points = 0;
};

struct HarmBand {
    std::string name;
    int points = 0;
};

struct Weights {
    Stamp stamp;
    int window_days = 0;
    std::vector<Step> recency;      ///< days since the latest incident, rising; the last is the window's
    std::vector<Step> frequency;    ///< incidents, rising from 1
    std::vector<HarmBand> gravity;  ///< from the least harm to the worst
    std::vector<Step> victims;      ///< different victims, rising from 1
    std::set<std::string> crime_classes;

    /// Null where the weights know no such band.
    [[nodiscard]] HarmBand const* band(std::string_view name) const noexcept;
};

/// `path` is for faults, which have line and column.
[[nodiscard]] Result<Weights> load_weights(std::string_view path, std::string_view text);

}  // namespace micklegate::matac
