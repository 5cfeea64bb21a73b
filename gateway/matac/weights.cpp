#include "gateway/matac/weights.hpp"

#include "gateway/toml/reader.hpp"

#include <algorithm>

namespace micklegate::matac {
namespace {

constexpr std::string_view kReference = "policies/README.md says what each key means.";
constexpr int kLongestWindow = 3653;

/// The field that takes it, rfgv_version, is no longer.
constexpr std::size_t kLongestVersion = 20;

int read_points(toml::Reader& step)
{
    int const points = step.whole_number("points");
    if (points > kMostPoints)
        step.refuse("points", "must be from 0 to " + std::to_string(kMostPoints));
    return points;
}

/// More of what is counted never gives fewer points, and what was longer ago never more.
std::vector<Step> read_steps(toml::Reader& reader, std::string_view key, std::string_view border, bool points_rise)
{
    std::vector<Step> steps;
    for (toml::Reader& table : reader.tables(key)) {
        Step const step{table.whole_number(border), read_points(table)};
        table.refuse_unread_keys();
        if (!steps.empty() && step.border <= steps.back().border)
            table.refuse(border, "must be greater than in the step before");
        if (!steps.empty() && (points_rise ? step.points < steps.back().points : step.points > steps.back().points))
            table.refuse("points", points_rise ? "must not be fewer than in the step before"
                                               : "must not be more than in the step before");
        steps.push_back(step);
    }
    if (steps.empty())
        reader.refuse(key, "must have at least one step, written as [[" + std::string{key} + "]]");
    return steps;
}

std::vector<Step> read_counts(toml::Reader& reader, std::string_view key)
{
    std::vector<Step> steps = read_steps(reader, key, "from", true);
    if (!steps.empty() && steps.front().border != 1)
        reader.refuse(key, "must begin with from = 1");
    return steps;
}

std::vector<HarmBand> read_bands(toml::Reader& reader)
{
    std::vector<HarmBand> bands;
    for (toml::Reader& table : reader.tables("gravity")) {
        HarmBand band{table.text("band"), read_points(table)};
        table.refuse_unread_keys();
        if (std::ranges::find(bands, band.name, &HarmBand::name) != bands.end())
            table.refuse("band", "is listed twice");
        if (!bands.empty() && band.points < bands.back().points)
            table.refuse("points", "must not be fewer than in the band before");
        bands.push_back(std::move(band));
    }
    if (bands.empty())
        reader.refuse("gravity", "must have at least one band, written as [[gravity]]");
    return bands;
}

}  // namespace

HarmBand const* Weights::band(std::string_view name) const noexcept
{
    auto const found = std::ranges::find(gravity, name, &HarmBand::name);
    return found == gravity.end() ? nullptr : &*found;
}

Result<Weights> load_weights(std::string_view path, std::string_view text)
{
    auto file = toml::parse(path, text, kReference);
    if (!file)
        return file.error();
    toml::Reader reader{*file};

    Weights weights;
    static_cast<void>(reader.text("title"));
    std::string version = reader.text("version");
    if (version.size() > kLongestVersion)
        reader.refuse("version", "must have at most " + std::to_string(kLongestVersion) + " characters");
    weights.stamp = stamp_of(std::move(version), text);
    weights.window_days = reader.whole_number("window_days");
    if (weights.window_days < 1 || weights.window_days > kLongestWindow)
        reader.refuse("window_days", "must be from 1 to " + std::to_string(kLongestWindow));
    weights.crime_classes = reader.texts("crime_classes");
    weights.recency = read_steps(reader, "recency", "up_to_days", false);
    if (!weights.recency.empty() && weights.recency.back().border != weights.window_days)
        reader.refuse("recency", "must end with up_to_days = window_days, so that each incident in it has points");
    weights.frequency = read_counts(reader, "frequency");
    weights.gravity = read_bands(reader);
    weights.victims = read_counts(reader, "victims");
    reader.refuse_unread_keys();
    if (file->fault)
        return *file->fault;
    return weights;
}

}  // namespace micklegate::matac
