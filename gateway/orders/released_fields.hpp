// Fields that were released from a message, asked for one by one: the first that fails is remembered.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/base/result.hpp"
#include "gateway/orders/change.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace micklegate::orders {

/// A message's word for a value.
template <class Value>
struct Word {
    std::string_view word;
    Value value;
};

/// Other fields may be there: the message was read against its schema before. `fields` outlives it.
class ReleasedFields {
public:
    explicit ReleasedFields(boost::json::object const& fields) : fields_{fields} {}

    [[nodiscard]] std::string text(std::string_view key);
    [[nodiscard]] Moment moment(std::string_view key);
    /// Empty where there is none; a fault where there is one that is no moment.
    [[nodiscard]] std::optional<Moment> moment_if(std::string_view key);
    [[nodiscard]] Terms terms(std::string_view key);
    [[nodiscard]] bool has(std::string_view key) const { return fields_.contains(key); }

    template <class Value>
    [[nodiscard]] Value one_of(std::string_view key, std::span<Word<Value> const> words)
    {
        std::string const word = text(key);
        auto const found = std::ranges::find(words, std::string_view{word}, &Word<Value>::word);
        if (found != words.end())
            return found->value;
        fail(key, "is none of the words known for it");
        return {};
    }

    [[nodiscard]] Result<void> const& outcome() const { return outcome_; }

private:
    void fail(std::string_view key, std::string detail);

    boost::json::object const& fields_;
    Result<void> outcome_;
};

}  // namespace micklegate::orders
