#include "gateway/orders/heard.hpp"

#include "gateway/model/fold.hpp"
#include "gateway/orders/reference.hpp"
#include "gateway/orders/respondents.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

namespace micklegate::orders {
namespace {

using Act = std::tuple<Moment, std::size_t, bool, std::string>;

Act act(Change const& change)
{
    auto const* const varied = std::get_if<Varied>(&change.what);
    bool const corrects = varied != nullptr && varied->as == Varied::As::kSlipRule;
    return {change.at, change.what.index(), corrects, key_of(change.reference)};
}

/// Who retypes an order changes commas and capitals.
What plain(What what)
{
    std::visit(
        [](auto& each) {
            if constexpr (requires { each.terms.front().text; })
                for (Term& term : each.terms)
                    term.text = fold(term.text);
            if constexpr (requires { each.permitted_contact; })
                each.permitted_contact = fold(each.permitted_contact);
        },
        what);
    return what;
}

bool is_delivered(Change const& change) { return !change.by_court && std::holds_alternative<Made>(change.what); }

/// What courts told of an order limits what others can deliver as that order.
class Delivery {
public:
    explicit Delivery(std::span<Change const> by_entry) : named_{by_entry}
    {
        for (Change const& change : by_entry)
            if (change.by_court && is_act_of_court(change.what)) {
                made_ |= std::holds_alternative<Made>(change.what);
                first_act_ = std::min(first_act_, change.at);
            }
        auto const first = std::ranges::find_if(
            by_entry, [&](Change const& change) { return is_delivered(change) && may_count(change); });
        if (first != by_entry.end())
            first_from_ = first->from;
    }

    /// Made anew after a court has dealt with it, an order would be another one, of which the court has not spoken.
    [[nodiscard]] bool counts(Change const& delivered) const
    {
        return may_count(delivered) && delivered.from == first_from_;
    }
    [[nodiscard]] bool names_another(Change const& change) const { return named_.is_another(change); }
    [[nodiscard]] bool court_spoke() const { return first_act_ != Moment::max(); }

private:
    [[nodiscard]] bool may_count(Change const& delivered) const
    {
        return !made_ && delivered.at <= first_act_ && !names_another(delivered);
    }

    NamedByCourts named_;
    bool made_ = false;
    Moment first_act_ = Moment::max();
    std::string first_from_;
};

}  // namespace

Heard heard(std::span<Change const> of_one_order)
{
    std::vector<Change> by_entry;
    std::ranges::copy_if(of_one_order, std::back_inserter(by_entry), &Change::sealed);
    std::ranges::sort(by_entry, {}, &Change::entry);
    Delivery const delivery{by_entry};

    Heard heard;
    std::map<Act, Change> acts;
    std::vector<Change> copies;
    for (Change& change : by_entry) {
        if (!is_act_of_court(change.what)) {
            heard.counted.push_back(std::move(change));
        } else if (!change.by_court && !is_delivered(change)) {
            heard.left_out.push_back({change.at, LeftOut::Because::kOnlyCourtsMay});
        } else if (is_delivered(change) && !delivery.counts(change)) {
            copies.push_back(std::move(change));
        } else {
            auto const [standing, first] = acts.try_emplace(act(change), change);
            if (!first)
                (standing->second.from == change.from ? standing->second : copies.emplace_back()) = std::move(change);
        }
    }
    for (Change& copy : copies) {
        auto const standing = acts.find(act(copy));
        bool const agrees = standing != acts.end() && plain(standing->second.what) == plain(copy.what);
        if (agrees && !(is_delivered(copy) && delivery.names_another(copy)))
            heard.agreeing.push_back(std::move(copy));
        else
            heard.left_out.push_back({copy.at, !copy.by_court && delivery.court_spoke()
                                                   ? LeftOut::Because::kCourtTellsOtherwise
                                                   : LeftOut::Because::kAnotherCameFirst});
    }
    for (auto& [act, change] : acts)
        heard.counted.push_back(std::move(change));
    std::ranges::sort(heard.counted, {}, [](Change const& change) {
        return std::tuple{change.at, change.what.index(), change.entry};
    });
    return heard;
}

}  // namespace micklegate::orders
