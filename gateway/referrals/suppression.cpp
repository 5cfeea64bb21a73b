#include "gateway/referrals/suppression.hpp"

#include <algorithm>
#include <cmath>

namespace micklegate::referrals {
namespace {

struct Cell {
    Figure figure;
    bool counted_out = false;
    bool of_out = false;

    [[nodiscard]] std::size_t rest() const { return figure.of - figure.counted; }
};

bool few(std::size_t people) { return people < kFewest; }
bool few_remain(std::size_t people) { return people > 0 && people < kFewest; }

void leave_out_whole(Cell& cell) { cell.counted_out = cell.of_out = true; }
void leave_out_part(Cell& cell) { cell.counted_out = true; }

void leave_out_few(Cell& cell)
{
    if (few(cell.figure.of))
        leave_out_whole(cell);
    if (few(cell.figure.counted) || few_remain(cell.rest()))
        leave_out_part(cell);
}

/// Those left out, as if they were one service.
struct Together {
    std::size_t services = 0;
    Figure figure;
};

Together together(std::vector<Cell> const& cells, bool Cell::*out)
{
    Together sum;
    for (Cell const& cell : cells)
        if (cell.*out) {
            ++sum.services;
            sum.figure.counted += cell.figure.counted;
            sum.figure.of += cell.figure.of;
        }
    return sum;
}

/// The smallest that is shown, if any.
Cell* smallest(std::vector<Cell>& cells, bool Cell::*out, std::size_t Figure::*number)
{
    Cell* found = nullptr;
    for (Cell& cell : cells)
        if (!(cell.*out) && (found == nullptr || cell.figure.*number < found->figure.*number))
            found = &cell;
    return found;
}

/// Rule 2 for one column; `leave_out` is what leaving out means there.
template <class IsSafe>
void protect(std::vector<Cell>& cells, Cell& all, bool Cell::*out, std::size_t Figure::*number, IsSafe is_safe,
             void (*leave_out)(Cell&))
{
    while (!(all.*out)) {
        Together const hidden = together(cells, out);
        if (hidden.services == 0 || (hidden.services > 1 && is_safe(hidden.figure)))
            return;
        Cell* const next = smallest(cells, out, number);
        leave_out(next == nullptr ? all : *next);
    }
}

void protect(std::vector<Cell>& cells, Cell& all)
{
    protect(
        cells, all, &Cell::of_out, &Figure::of, [](Figure const& figure) { return !few(figure.of); }, leave_out_whole);
    protect(
        cells, all, &Cell::counted_out, &Figure::counted,
        [](Figure const& figure) { return !few(figure.counted) && !few_remain(figure.of - figure.counted); },
        leave_out_part);
}

/// One measure of every service, and of all of them last.
using Column = std::vector<Cell>;

Cell sum_of(Column const& cells)
{
    Cell all;
    for (Cell const& cell : cells) {
        all.figure.counted += cell.figure.counted;
        all.figure.of += cell.figure.of;
    }
    return all;
}

Column column_of(std::map<AgencyId, Figures> const& figures, std::size_t measure)
{
    Column cells;
    for (auto const& [service, own] : figures)
        cells.push_back({own.measures[measure]});
    cells.push_back(sum_of(cells));
    return cells;
}

void settle(Column& column)
{
    for (Cell& cell : column)
        leave_out_few(cell);
    Cell all = column.back();
    column.pop_back();
    protect(column, all);
    column.push_back(all);
}

/// Rule 3, before rule 2 so that the totals are safe after it.
void leave_out_parts_of(Column const& whole, Column& part)
{
    for (std::size_t i = 0; i < part.size(); ++i)
        if (whole[i].counted_out || few_remain(whole[i].figure.counted - part[i].figure.of))
            leave_out_whole(part[i]);
}

std::vector<ShownChange> changes_of(Figures const& figures)
{
    std::vector<ShownChange> changes;
    for (std::size_t i = 0; i < kNeedCount; ++i) {
        auto const [people, sum] = figures.needs[i];
        if (!few(people))
            changes.push_back({i, people, static_cast<int>(std::lround(10.0 * sum / static_cast<double>(people)))});
    }
    return changes;
}

ShownFigure shown(Cell const& cell)
{
    ShownFigure figure;
    if (!cell.of_out)
        figure.of = cell.figure.of;
    if (!cell.counted_out)
        figure.counted = cell.figure.counted;
    return figure;
}

}  // namespace

ShownReturn shown(std::map<AgencyId, Figures> const& figures)
{
    ShownReturn result;
    ShownFigures all;
    Column exit_reviews;
    for (std::size_t measure = 0; measure < kMeasures.size(); ++measure) {
        Column column = column_of(figures, measure);
        if (measure == kFeedback)
            leave_out_parts_of(exit_reviews, column);
        settle(column);
        if (measure == kExitReview)
            exit_reviews = column;
        auto cell = column.begin();
        for (auto const& [service, own] : figures)
            result.services[service].measures[measure] = shown(*cell++);
        all.measures[measure] = shown(*cell);
    }
    for (auto const& [service, own] : figures)
        result.services[service].needs = changes_of(own);
    if (figures.size() > 1)
        result.all = all;
    return result;
}

}  // namespace micklegate::referrals
