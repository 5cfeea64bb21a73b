// Which rules speak of a message: found by its type and its two agencies, however many agreements there are.
#pragma once

#include "gateway/model/agency.hpp"
#include "gateway/policy/agreement.hpp"

#include <unordered_map>

namespace micklegate::policy {

struct RuleRef {
    Agreement const* agreement = nullptr;
    Rule const* rule = nullptr;

    friend bool operator==(RuleRef const&, RuleRef const&) = default;
};

/// Points into agreements that must outlive it.
class RuleIndex {
public:
    void add(Agreement const& agreement, Rule const& rule);

    /// Rules for the type whose `from` and `to` name the agencies' kinds, in agreements both are parties to, by kind or
    /// by id.
    [[nodiscard]] std::vector<RuleRef> find(MessageType const& type, Agency const& sender,
                                            Agency const& recipient) const;
    [[nodiscard]] std::vector<RuleRef> const& of_type(MessageType const& type) const;
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

private:
    std::unordered_map<std::string, std::vector<RuleRef>> by_ends_;
    std::map<MessageType, std::vector<RuleRef>> by_type_;
    std::size_t size_ = 0;
};

}  // namespace micklegate::policy
