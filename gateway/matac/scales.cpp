#include "gateway/matac/scales.hpp"

#include "gateway/matac/dash.hpp"
#include "gateway/matac/weights.hpp"

#include <set>

namespace micklegate::matac {

Result<void> check_scales(std::map<std::string, std::string> const& files)
{
    std::set<std::string> versions;
    for (auto const& [path, text] : files) {
        std::string version;
        if (path.starts_with("matac/rfgv-")) {
            auto const weights = load_weights(path, text);
            if (!weights)
                return weights.error();
            version = "RFGV " + weights->stamp.version;
        } else if (path.starts_with("matac/dash-")) {
            auto const thresholds = load_thresholds(path, text);
            if (!thresholds)
                return thresholds.error();
            version = "DASH " + thresholds->stamp.version;
        } else {
            continue;
        }
        if (!versions.insert(std::move(version)).second)
            return problem(ProblemCode::kConfiguration, path + ": another file has the same version.",
                           "Give each file a version of its own: it is what scores are compared by.");
    }
    return {};
}

}  // namespace micklegate::matac
