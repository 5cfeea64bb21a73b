// Which records are kept of a token that leads to too many.
#pragma once

#include "gateway/model/ids.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace micklegate::history {

/// Of the records that one token leads to, in the order of the entries: the first ones, and of the others the ones that
/// were told of last.
class FirstAndLast {
public:
    explicit FirstAndLast(std::size_t most) : most_{most} {}

    void add(std::string_view record, Sequence entry)
    {
        if (first_.contains(record))
            return;
        if (first_.size() < most_) {
            first_.emplace(record);
            return;
        }
        if (auto const seen = last_entry_.find(record); seen != last_entry_.end()) {
            last_.erase(seen->second);
            last_entry_.erase(seen);
        }
        last_.emplace(entry, record);
        last_entry_.emplace(record, entry);
        if (last_.size() <= most_)
            return;
        more_ = true;
        last_entry_.erase(last_.begin()->second);
        last_.erase(last_.begin());
    }
    /// Any behind the first.
    [[nodiscard]] bool any_last() const noexcept { return !last_.empty(); }
    /// Whether one was dropped.
    [[nodiscard]] bool more() const noexcept { return more_; }
    void take(std::set<std::string>& out)
    {
        out.merge(first_);
        for (auto& [entry, record] : last_)
            out.insert(std::move(record));
    }

private:
    std::size_t most_;
    std::set<std::string, std::less<>> first_;
    std::map<Sequence, std::string> last_;
    std::map<std::string, Sequence, std::less<>> last_entry_;  ///< of those in last_
    bool more_ = false;
};

}  // namespace micklegate::history
