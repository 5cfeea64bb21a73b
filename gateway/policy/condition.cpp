#include "gateway/policy/condition.hpp"

#include <algorithm>

namespace micklegate::policy {
namespace {

template <class... Kinds>
struct Either : Kinds... {
    using Kinds::operator()...;
};

template <class Set>
bool share_nothing(Set const& one, Set const& other)
{
    return std::none_of(one.begin(), one.end(),
                        [&](auto const& item) { return std::find(other.begin(), other.end(), item) != other.end(); });
}

}  // namespace

bool exclude_each_other(Condition const& one, Condition const& other)
{
    constexpr auto both = Either{
        [](AgeCondition const& a, AgeCondition const& b) {
            return a.birth_field == b.birth_field && a.on_field == b.on_field && (a.max < b.min || b.max < a.min);
        },
        [](OneOfCondition const& a, OneOfCondition const& b) {
            return a.field == b.field && share_nothing(a.values, b.values);
        },
        [](AreaCondition const& a, AreaCondition const& b) {
            return a.postcode_field == b.postcode_field && share_nothing(a.areas, b.areas);
        },
        [](PresentCondition const& a, AbsentCondition const& b) { return a.field == b.field; },
        [](AbsentCondition const& a, PresentCondition const& b) { return a.field == b.field; },
        [](AbsentCondition const& a, OneOfCondition const& b) { return a.field == b.field; },
        [](OneOfCondition const& a, AbsentCondition const& b) { return a.field == b.field; },
        [](ConsentCondition const& a, AbsentCondition const& b) { return a.field == b.field; },
        [](AbsentCondition const& a, ConsentCondition const& b) { return a.field == b.field; },
        [](ConsentCondition const& a, OneOfCondition const& b) {
            return a.field == b.field && share_nothing(b.values, std::vector<boost::json::value>{true});
        },
        [](OneOfCondition const& a, ConsentCondition const& b) {
            return a.field == b.field && share_nothing(a.values, std::vector<boost::json::value>{true});
        },
        [](auto const&, auto const&) { return false; },
    };
    return std::visit(both, one.asks, other.asks);
}

}  // namespace micklegate::policy
