#include "gateway/referrals/read_return.hpp"

#include "gateway/json/fields.hpp"
#include "gateway/referrals/month.hpp"

#include <algorithm>

namespace micklegate::referrals {
namespace {

using boost::json::object;

std::optional<std::size_t> count_at(object const& in, std::string_view key)
{
    auto const count = json::whole_number_at(in, key, -1);
    return count < 0 ? std::nullopt : std::optional{static_cast<std::size_t>(count)};
}

ShownFigures figures_in(object const& in)
{
    ShownFigures figures;
    for (auto const& row : json::array_at(in, "measures")) {
        if (!row.is_object())
            continue;
        object const& measure = row.get_object();
        auto const known = std::ranges::find(kMeasures, json::text_at(measure, "measure"), &Measure::key);
        if (known != kMeasures.end())
            figures.measures[static_cast<std::size_t>(known - kMeasures.begin())] = {count_at(measure, "counted"),
                                                                                     count_at(measure, "of")};
    }
    for (auto const& row : json::array_at(in, "need_changes")) {
        if (!row.is_object())
            continue;
        object const& change = row.get_object();
        auto const known = std::ranges::find(kNeeds, json::text_at(change, "need"), &Need::name);
        if (known != kNeeds.end())
            figures.needs.push_back({static_cast<std::size_t>(known - kNeeds.begin()),
                                     count_at(change, "people").value_or(0),
                                     static_cast<int>(json::whole_number_at(change, "mean_change_tenths", 0))});
    }
    return figures;
}

}  // namespace

Result<MonthlyReturn> return_in(object const& answer)
{
    auto const month = parse_month(json::text_at(answer, "month"));
    if (!month)
        return month.error();
    auto const computed_at = parse_rfc3339(json::text_at(answer, "computed_at"));
    if (!computed_at)
        return computed_at.error();
    MonthlyReturn returned{*month, *computed_at, {}, {}};
    for (auto const& row : json::array_at(answer, "providers")) {
        if (!row.is_object())
            continue;
        object const& service = row.get_object();
        AgencyId const id{json::text_at(service, "provider")};
        returned.names.emplace(id, json::text_at(service, "name"));
        returned.figures.services.emplace(id, figures_in(service));
    }
    if (answer.contains("all"))
        returned.figures.all = figures_in(json::object_at(answer, "all"));
    return returned;
}

}  // namespace micklegate::referrals
