#include "gateway/referrals/monthly_return.hpp"

#include "gateway/page/csv_cell.hpp"
#include "gateway/page/html.hpp"
#include "gateway/referrals/month.hpp"

namespace micklegate::referrals {
namespace {

using page::csv_cell;
using page::element;
using page::escaped;

constexpr std::string_view kLeftOut = "left out";
constexpr std::string_view kRule =
    "A figure about fewer than five people is left out, and so is one from which such a figure could be computed.";

std::optional<bool> met(ShownFigure const& figure, Measure const& measure)
{
    if (!percent(figure) || measure.target == 0)
        return std::nullopt;
    return *figure.counted * 100 >= *figure.of * measure.target;
}

template <class Value>
boost::json::value or_null(std::optional<Value> const& value)
{
    return value ? boost::json::value(*value) : boost::json::value(nullptr);
}

boost::json::object json_of(ShownFigures const& figures)
{
    boost::json::array measures;
    for (std::size_t i = 0; i < kMeasures.size(); ++i) {
        Measure const& measure = kMeasures[i];
        ShownFigure const& figure = figures.measures[i];
        boost::json::object row;
        row["measure"] = measure.key;
        row["title"] = measure.title;
        row["of_whom"] = measure.whole;
        row["counted"] = or_null(figure.counted);
        row["of"] = or_null(figure.of);
        row["percent"] = or_null(percent(figure));
        row["target_percent"] = measure.target == 0 ? boost::json::value(nullptr) : boost::json::value(measure.target);
        row["met"] = or_null(met(figure, measure));
        measures.push_back(std::move(row));
    }
    boost::json::array needs;
    for (ShownChange const& change : figures.needs)
        needs.push_back(
            {{"need", kNeeds[change.need].name}, {"people", change.people}, {"mean_change_tenths", change.tenths}});
    return {{"measures", std::move(measures)}, {"need_changes", std::move(needs)}};
}

std::string const& name_in(MonthlyReturn const& returned, AgencyId const& service)
{
    auto const found = returned.names.find(service);
    return found == returned.names.end() ? service.get() : found->second;
}

std::string number(std::optional<std::size_t> const& value, std::string_view otherwise)
{
    return value ? std::to_string(*value) : std::string{otherwise};
}

std::string words(std::optional<bool> const& value) { return value ? (*value ? "yes" : "no") : ""; }

std::string csv_rows(std::string_view id, std::string_view name, std::string const& month, ShownFigures const& figures)
{
    std::string const head = csv_cell(id) + "," + csv_cell(name) + "," + month + ",";
    std::string rows;
    for (std::size_t i = 0; i < kMeasures.size(); ++i) {
        Measure const& measure = kMeasures[i];
        ShownFigure const& figure = figures.measures[i];
        rows += head + csv_cell(measure.key) + "," + csv_cell(measure.title) + "," + number(figure.counted, kLeftOut) +
                "," + number(figure.of, kLeftOut) + "," + number(percent(figure), "") + "," +
                (measure.target == 0 ? "" : std::to_string(measure.target)) + "," + words(met(figure, measure)) +
                ",\r\n";
    }
    for (ShownChange const& change : figures.needs)
        rows += head + "change_" + std::string{kNeeds[change.need].name} + "," + csv_cell(kNeeds[change.need].title) +
                ",," + std::to_string(change.people) + ",,,," + std::to_string(change.tenths) + "\r\n";
    return rows;
}

/// In tenths, as people write it.
std::string decimal(int tenths)
{
    int const size = tenths < 0 ? -tenths : tenths;
    return (tenths < 0 ? "\xE2\x88\x92" : "+") + std::to_string(size / 10) + "." + std::to_string(size % 10);
}

std::string html_of(std::string const& name, ShownFigures const& figures)
{
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < kMeasures.size(); ++i) {
        Measure const& measure = kMeasures[i];
        ShownFigure const& figure = figures.measures[i];
        auto const share = percent(figure);
        rows.push_back({escaped(measure.title), number(figure.counted, kLeftOut), number(figure.of, kLeftOut),
                        escaped(measure.whole), share ? std::to_string(*share) + " %" : "",
                        measure.target == 0 ? "" : std::to_string(measure.target) + " %", words(met(figure, measure))});
    }
    std::string html =
        element("h2", escaped(name)) + "\n" +
        page::table("Measures of " + name, {"Measure", "Counted", "Of", "Of whom", "Share", "Target", "Met"}, rows);
    rows.clear();
    for (ShownChange const& change : figures.needs)
        rows.push_back({escaped(kNeeds[change.need].title), std::to_string(change.people), decimal(change.tenths)});
    if (!rows.empty())
        html += page::table("Mean change from entry to exit, 0 being the highest need and 10 the lowest: " + name,
                            {"Need", "People scored at both", "Mean change"}, rows);
    return html;
}

}  // namespace

std::optional<std::size_t> percent(ShownFigure const& figure)
{
    if (!figure.counted || !figure.of || *figure.of == 0)
        return std::nullopt;
    return *figure.counted * 100 / *figure.of;
}

boost::json::object to_json(MonthlyReturn const& returned)
{
    boost::json::array services;
    for (auto const& [service, figures] : returned.figures.services) {
        boost::json::object row{{"provider", service.get()}, {"name", name_in(returned, service)}};
        for (auto& [key, value] : json_of(figures))
            row[key] = std::move(value);
        services.push_back(std::move(row));
    }
    boost::json::object out;
    out["month"] = name_of(returned.month);
    out["computed_at"] = rfc3339(returned.computed_at);
    out["left_out_below"] = kFewest;
    out["providers"] = std::move(services);
    if (returned.figures.all)
        out["all"] = json_of(*returned.figures.all);
    return out;
}

std::string to_csv(MonthlyReturn const& returned)
{
    std::string const month = name_of(returned.month);
    std::string csv = "provider,name,month,measure,title,counted,of,percent,target_percent,met,mean_change_tenths\r\n";
    for (auto const& [service, figures] : returned.figures.services)
        csv += csv_rows(service.get(), name_in(returned, service), month, figures);
    if (returned.figures.all)
        csv += csv_rows("all", "All services", month, *returned.figures.all);
    return csv;
}

std::string to_html(MonthlyReturn const& returned)
{
    std::string const title = "Return of victim services for " + name_of(returned.month);
    std::string body = element("h1", escaped(title)) + "\n" +
                       element("p", "Computed at " + rfc3339(returned.computed_at) + ". " + std::string{kRule}) + "\n";
    for (auto const& [service, figures] : returned.figures.services)
        body += html_of(name_in(returned, service), figures);
    if (returned.figures.all)
        body += html_of("All services", *returned.figures.all);
    return page::whole_page(title, body);
}

boost::json::object performance_return(ShownFigures const& figures, std::chrono::year_month month)
{
    boost::json::object data;
    data["period_from"] = iso_date(month / 1);
    data["period_until"] = iso_date(Date{month / std::chrono::last});
    data["small_numbers_left_out"] = true;
    boost::json::array left_out;
    if (figures.measures.front().of)
        data["referrals"] = *figures.measures.front().of;
    else
        left_out.emplace_back("People referred");
    for (std::size_t i = 0; i < kMeasures.size(); ++i) {
        if (kMeasures[i].target == 0)
            continue;
        if (auto const share = percent(figures.measures[i]))
            data[std::string{kMeasures[i].key} + "_percent"] = *share;
        else
            left_out.emplace_back(kMeasures[i].title);
    }
    boost::json::array changes;
    for (ShownChange const& change : figures.needs)
        changes.push_back(
            {{"need", kNeeds[change.need].name}, {"people", change.people}, {"mean_change_tenths", change.tenths}});
    if (!changes.empty())
        data["need_changes"] = std::move(changes);
    if (!left_out.empty())
        data["left_out"] = std::move(left_out);
    return data;
}

}  // namespace micklegate::referrals
