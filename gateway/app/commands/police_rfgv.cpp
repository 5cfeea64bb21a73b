// micklegate police rfgv: who abuses repeatedly, ranked from an extract; nothing leaves the machine.
#include "adapters/police/extract.hpp"
#include "gateway/app/commands/police_subcommands.hpp"
#include "gateway/base/joined.hpp"
#include "gateway/files/files.hpp"
#include "gateway/site/share.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <boost/json/array.hpp>

#include <map>

namespace micklegate::app {
namespace {

using matac::Ranked;
using police::RowRemark;

struct Options {
    std::string extract;
    std::string weights;
    std::optional<Date> as_of;
    std::size_t top = 0;
    bool json = false;
};

std::set<std::string> flags_of(Ranked const& one)
{
    std::set<std::string> flags = one.subject.flags;
    if (one.subject.pncids.size() > 1)
        flags.insert("several_pncids");
    return flags;
}

boost::json::array listed(std::set<std::string> const& words) { return boost::json::array(words.begin(), words.end()); }

boost::json::object to_json(Ranked const& one)
{
    matac::Score const& score = one.score;
    return {{"rank", one.rank},
            {"perpetrator_refs", listed(one.subject.references)},
            {"pncids", listed(one.subject.pncids)},
            {"recency", score.recency},
            {"frequency", score.frequency},
            {"gravity", score.gravity},
            {"victims", score.victims},
            {"total", score.total()},
            {"incidents", score.incidents},
            {"different_victims", score.victims_seen},
            {"last_incident_on", iso_date(*score.latest)},
            {"flags", listed(flags_of(one))}};
}

boost::json::array to_json(std::vector<RowRemark> const& remarks)
{
    boost::json::array out;
    for (RowRemark const& remark : remarks)
        out.push_back(boost::json::object{{"row", remark.row}, {"column", remark.column}, {"why", remark.why}});
    return out;
}

boost::json::object to_json(police::Extract const& extract, police::Ranking const& ranking,
                            matac::Weights const& weights, Date as_of)
{
    boost::json::array list;
    for (Ranked const& one : ranking.list)
        list.push_back(to_json(one));
    boost::json::object out;
    out["version"] = weights.stamp.version;
    out["sha256"] = weights.stamp.sha256;
    out["as_of"] = iso_date(as_of);
    out["window_days"] = weights.window_days;
    out["rows"] = extract.rows;
    out["ranked"] = std::move(list);
    out["without_incident"] = ranking.without;
    out["left_out"] = to_json(ranking.left_out);
    out["passed_over"] = to_json(extract.passed_over);
    return out;
}

void print_ranked(std::vector<Ranked> const& list, terminal::Console& console)
{
    std::vector<std::vector<std::string>> table{
        {"RANK", "PERPETRATOR", "R", "F", "G", "V", "TOTAL", "INCIDENTS", "VICTIMS", "LATEST", "FLAGS"}};
    for (Ranked const& one : list)
        table.push_back({std::to_string(one.rank), terminal::safe_text(joined(one.subject.references)),
                         std::to_string(one.score.recency), std::to_string(one.score.frequency),
                         std::to_string(one.score.gravity), std::to_string(one.score.victims),
                         std::to_string(one.score.total()), std::to_string(one.score.incidents),
                         std::to_string(one.score.victims_seen), iso_date(*one.score.latest), joined(flags_of(one))});
    console.print_table(table);
    console.print("");
}

/// How many rows for each reason, and the first of them by number.
void print_remarks(std::vector<RowRemark> const& remarks, std::string const& heading, terminal::Console& console)
{
    constexpr std::size_t kMostNumbers = 8;
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> rows;
    for (RowRemark const& remark : remarks)
        rows[{remark.why, remark.column}].push_back(std::to_string(remark.row));
    if (rows.empty())
        return;
    std::vector<std::vector<std::string>> table{{heading, "COLUMN", "ROWS", "WHICH"}};
    for (auto& [reason, numbers] : rows) {
        std::string const count = std::to_string(numbers.size());
        bool const more = numbers.size() > kMostNumbers;
        numbers.resize(std::min(numbers.size(), kMostNumbers));
        table.push_back({reason.first, reason.second, count, joined(numbers) + (more ? " …" : "")});
    }
    console.print_table(table);
    console.print("");
}

void print(police::Extract const& extract, police::Ranking const& ranking, matac::Weights const& weights, Date as_of,
           std::size_t top, terminal::Console& console)
{
    std::vector<Ranked> shown = ranking.list;
    if (top != 0 && top < shown.size())
        shown.erase(shown.begin() + static_cast<std::ptrdiff_t>(top), shown.end());
    if (!shown.empty())
        print_ranked(shown, console);
    print_remarks(ranking.left_out, "LEFT OUT", console);
    print_remarks(extract.passed_over, "PASSED OVER", console);
    console.print(std::to_string(extract.rows) + " rows, " + std::to_string(ranking.left_out.size()) + " left out; " +
                  std::to_string(ranking.list.size()) + " people ranked, " + std::to_string(ranking.without) +
                  " with no incident that counts.");
    console.print("Scored with " + terminal::safe_text(weights.stamp.version) + " (sha256 " + weights.stamp.sha256 +
                  ") as of " + iso_date(as_of) + ", " + std::to_string(weights.window_days) + " days back.");
}

Outcome rank(Options const& options, terminal::Console& console)
{
    std::string const file = options.weights.empty()
                                 ? (site::share_folder() / "policies" / "matac" / "rfgv-1.toml").string()
                                 : options.weights;
    auto const text = files::read(file);
    if (!text)
        return text.error();
    auto const weights = matac::load_weights(file, *text);
    if (!weights)
        return weights.error();
    auto const csv = files::read(options.extract);
    if (!csv)
        return csv.error();
    auto const extract = police::read_extract(*csv);
    if (!extract) {
        Problem why = extract.error();
        why.detail = options.extract + ": " + why.detail;
        return why;
    }
    Date const as_of = options.as_of.value_or(london_date(system_now()));
    police::Ranking const ranking = police::rank_extract(*extract, *weights, as_of);
    if (options.json)
        console.print_json(to_json(*extract, ranking, *weights, as_of));
    else
        print(*extract, ranking, *weights, as_of, options.top, console);
    return kDone;
}

}  // namespace

void add_police_rfgv(CLI::App& police, Command& chosen)
{
    auto const options = std::make_shared<Options>();
    CLI::App& command = *police.add_subcommand(
        "rfgv",
        "Rank who abuses repeatedly, from an extract: a CSV of one row per incident and victim. Sends nothing.");
    command.add_option("EXTRACT", options->extract, "The extract, CSV")->required();
    command.add_option("--weights", options->weights, "File of weights; default: the example that came with this");
    add_readable(command, "--as-of", options->as_of, parse_iso_date, "Day of the score, YYYY-MM-DD; default: today");
    command.add_option("--top", options->top, "Show no more than so many people; --json always has all")
        ->check(CLI::PositiveNumber);
    command.add_flag("--json", options->json, "Print the result as JSON");
    on_chosen(command, chosen, [options](terminal::Console& console) { return rank(*options, console); });
}

}  // namespace micklegate::app
