#include "gateway/referrals/entitlement.hpp"

#include <algorithm>

namespace micklegate::referrals {
namespace {

constexpr int kAdult = 18;
constexpr int kEnhancedAttempts = 5;

/// What was said last; of two things said at once the greater, so that the order of arrival does not matter.
template <class Value>
class Latest {
public:
    void take(Moment at, std::optional<Value> const& value)
    {
        if (value)
            said_ = std::max(said_, std::optional{std::pair{at, *value}});
    }
    [[nodiscard]] std::optional<Value> value() const { return said_ ? std::optional{said_->second} : std::nullopt; }

private:
    std::optional<std::pair<Moment, Value>> said_;
};

}  // namespace

Entitlement entitlement_at(std::vector<Change> const& changes, Moment moment)
{
    Latest<bool> entitled;
    Latest<Date> born;
    bool letter_unsafe = false;
    std::optional<Moment> referred_at;
    for (Change const& change : changes) {
        if (change.at > moment)
            continue;
        entitled.take(change.at, change.entitled);
        born.take(change.at, change.born);
        letter_unsafe = letter_unsafe || change.letter_unsafe;
        if (change.kind == Change::Kind::kReferred)
            referred_at = std::min(referred_at.value_or(change.at), change.at);
    }
    bool const child = born.value() && referred_at && age_in_years(*born.value(), london_date(*referred_at)) < kAdult;
    if (!child && !entitled.value().value_or(false))
        return {};
    return {kEnhancedAttempts, !letter_unsafe};
}

}  // namespace micklegate::referrals
