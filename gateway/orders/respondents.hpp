// One order can bind several respondents, each of whom knows of it or does not: which changes are about whom.
#pragma once

#include "gateway/orders/change.hpp"

#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace micklegate::orders {

/// Finds people who may be one. Names alone may be a father's and a son's; a surname may have changed.
class People {
public:
    void add(Respondent const& each);
    /// Of those added, counted from 0.
    [[nodiscard]] std::set<std::size_t> alike(Respondent const& each) const;
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    using Index = std::map<std::pair<std::string, std::string>, std::vector<std::size_t>>;
    Index by_birth_;
    Index by_surname_;
    Index unborn_by_surname_;  ///< those whose birth is not known
    std::size_t size_ = 0;
};

/// Whom courts, in whatever they told of an order, have named as bound by it.
class NamedByCourts {
public:
    explicit NamedByCourts(std::span<Change const> of_one_order);

    /// The change names somebody, courts have named somebody, and it is not one of theirs.
    [[nodiscard]] bool is_another(Change const& change) const;

private:
    People people_;
};

/// One list for each respondent whom a copy of the order itself names, and only for those whom courts name where they
/// name any. What the court did belongs to all where it names none of them; a service that does not name one of them
/// alone proves nothing against any.
[[nodiscard]] std::vector<std::vector<Change>> by_respondent(std::span<Change const> of_one_order);

}  // namespace micklegate::orders
