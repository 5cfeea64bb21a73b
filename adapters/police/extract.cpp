#include "adapters/police/extract.hpp"

#include "adapters/rows/columns.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/matac/whereabouts.hpp"
#include "gateway/recognise/police_numbers.hpp"

#include <algorithm>
#include <array>

namespace micklegate::police {
namespace {

using matac::LeftOut;
using matac::Record;

constexpr std::array<std::string_view, 8> kRequired{"perpetrator_ref", "pncid",       "incident_ref", "occurred_on",
                                                    "harm_band",       "victim_code", "crime_class",  "status"};
constexpr std::array<std::string_view, 1> kOptional{"perpetrator_status"};
constexpr std::string_view kNext = "Nothing was scored. See docs/police.md for the columns of an extract.";
constexpr std::size_t kLongestCell = 64;

constexpr std::array<std::pair<std::string_view, Record>, 3> kRecords{
    {{"recorded", Record::kRecorded}, {"reclassified", Record::kReclassified}, {"cancelled", Record::kCancelled}}};

/// A row by the names of its columns.
class Cells {
public:
    Cells(registers::CsvTable const& table, std::vector<std::string> const& cells) : table_{table}, cells_{cells} {}

    /// Empty where the file has no such column.
    [[nodiscard]] std::string const& operator[](std::string_view column) const
    {
        static std::string const none;
        auto const place = table_.column(column);
        return place ? cells_[*place] : none;
    }

private:
    registers::CsvTable const& table_;
    std::vector<std::string> const& cells_;
};

struct Fault {
    std::string_view column;
    std::string_view why;
};

std::optional<Fault> fault_of(Cells const& cells)
{
    for (std::string_view const column : kRequired) {
        if (!valid_utf8(cells[column]))
            return Fault{column, "not_utf8"};
        if (cells[column].size() > kLongestCell)
            return Fault{column, "too_long"};
        if (cells[column].empty() && column != "pncid" && column != "victim_code")
            return Fault{column, "empty"};
    }
    if (!parse_iso_date(cells["occurred_on"]))
        return Fault{"occurred_on", "no_date"};
    if (std::ranges::find(kRecords, cells["status"], &decltype(kRecords)::value_type::first) == kRecords.end())
        return Fault{"status", "unknown_status"};
    std::string const& whereabouts = cells["perpetrator_status"];
    if (!whereabouts.empty() && std::ranges::find(matac::kWhereabouts, whereabouts) == matac::kWhereabouts.end())
        return Fault{"perpetrator_status", "unknown_status"};
    return std::nullopt;
}

matac::Reported report_of(Cells const& cells)
{
    matac::Reported report;
    report.perpetrator_ref = cells["perpetrator_ref"];
    report.whereabouts = cells["perpetrator_status"];
    report.incident.reference = cells["incident_ref"];
    report.incident.on = *parse_iso_date(cells["occurred_on"]);
    report.incident.harm_band = cells["harm_band"];
    report.incident.victim = cells["victim_code"];
    report.incident.crime_class = cells["crime_class"];
    report.incident.record =
        std::ranges::find(kRecords, cells["status"], &decltype(kRecords)::value_type::first)->second;
    return report;
}

void take_row(Extract& extract, registers::CsvTable const& table, std::size_t row)
{
    std::vector<std::string> const& values = table.rows[row - 1];
    if (values.size() != table.header.size()) {
        extract.left_out.push_back({row, "", "number_of_cells"});
        return;
    }
    Cells const cells{table, values};
    if (auto const fault = fault_of(cells)) {
        extract.left_out.push_back({row, std::string{fault->column}, std::string{fault->why}});
        return;
    }
    matac::Reported report = report_of(cells);
    // A wrong number would merge two people; without it the row still counts for its own reference.
    if (std::string const& pncid = cells["pncid"]; !pncid.empty()) {
        if (recognise::pncid_fault(pncid))
            extract.passed_over.push_back({row, "pncid", "no_pncid"});
        else
            report.pncid = recognise::normal_pncid(pncid);
    }
    extract.reports.push_back(std::move(report));
    extract.row_of.push_back(row);
}

std::string_view column_of(LeftOut reason)
{
    switch (reason) {
    case LeftOut::kFutureDated:
    case LeftOut::kBeforeWindow: return "occurred_on";
    case LeftOut::kOtherClass: return "crime_class";
    case LeftOut::kUnknownBand: return "harm_band";
    case LeftOut::kCancelled:
    case LeftOut::kReclassified:
    case LeftOut::kPartnerOnly: break;
    }
    return "status";
}

}  // namespace

Result<Extract> read_extract(std::string_view csv)
{
    registers::CsvOptions options;
    options.keep_ragged_rows = true;
    auto const table = registers::parse_csv(csv, options);
    if (!table)
        return table.error();
    if (auto const checked = rows::check_columns(*table, {kRequired, kOptional, std::string{kNext}}); !checked)
        return checked.error();
    Extract extract;
    extract.rows = table->rows.size();
    for (std::size_t row = 1; row <= extract.rows; ++row)
        take_row(extract, *table, row);
    return extract;
}

Ranking rank_extract(Extract const& extract, matac::Weights const& weights, Date as_of)
{
    Ranking ranking;
    ranking.left_out = extract.left_out;
    std::vector<matac::Subject> subjects = matac::subjects_of(extract.reports);
    for (matac::Subject const& subject : subjects) {
        auto const judgements = matac::judged(subject.incidents, weights, as_of);
        for (std::size_t i = 0; i < judgements.size(); ++i)
            if (judgements[i])
                ranking.left_out.push_back({extract.row_of[subject.rows[i]], std::string{column_of(*judgements[i])},
                                            std::string{name_of(*judgements[i])}});
    }
    std::ranges::sort(ranking.left_out);
    ranking.list = matac::ranked(std::move(subjects), weights, as_of);
    ranking.without = std::erase_if(ranking.list, [](matac::Ranked const& one) { return one.score.incidents == 0; });
    return ranking;
}

}  // namespace micklegate::police
