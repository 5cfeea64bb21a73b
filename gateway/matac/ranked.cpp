#include "gateway/matac/ranked.hpp"

#include "gateway/matac/same_person.hpp"
#include "gateway/matac/whereabouts.hpp"

#include <algorithm>
#include <tuple>

namespace micklegate::matac {
namespace {

std::set<std::string> keys_of(Reported const& report)
{
    std::set<std::string> keys;
    if (!report.perpetrator_ref.empty())
        keys.insert("ref " + report.perpetrator_ref);
    if (!report.pncid.empty())
        keys.insert("pncid " + report.pncid);
    return keys;
}

void add(Subject& subject, Reported const& report, std::size_t row)
{
    if (!report.perpetrator_ref.empty())
        subject.references.insert(report.perpetrator_ref);
    if (!report.pncid.empty())
        subject.pncids.insert(report.pncid);
    if (is_flagged(report.whereabouts))
        subject.flags.insert(report.whereabouts);
    subject.incidents.push_back(report.incident);
    subject.rows.push_back(row);
}

auto standing(Ranked const& one) { return std::tuple{one.score.total(), one.score.victims, one.score.gravity}; }

}  // namespace

std::vector<Subject> subjects_of(std::vector<Reported> const& reports)
{
    std::vector<std::set<std::string>> keys;
    keys.reserve(reports.size());
    for (Reported const& report : reports)
        keys.push_back(keys_of(report));

    std::vector<Subject> subjects;
    for (std::vector<std::size_t> const& rows : same_person(keys)) {
        Subject& subject = subjects.emplace_back();
        for (std::size_t const row : rows)
            add(subject, reports[row], row);
    }
    std::ranges::sort(subjects, {}, [](Subject const& each) { return std::tie(each.references, each.pncids); });
    return subjects;
}

std::vector<Ranked> ranked(std::vector<Subject> subjects, Weights const& weights, Date as_of)
{
    std::vector<Ranked> list;
    list.reserve(subjects.size());
    for (Subject& subject : subjects) {
        Score scored = score(subject.incidents, weights, as_of);
        list.push_back({0, std::move(subject), std::move(scored)});
    }
    std::ranges::stable_sort(list, std::greater{}, standing);
    for (std::size_t i = 0; i < list.size(); ++i)
        list[i].rank = i > 0 && standing(list[i]) == standing(list[i - 1]) ? list[i - 1].rank : i + 1;
    return list;
}

}  // namespace micklegate::matac
