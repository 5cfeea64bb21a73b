// The parameters of a resource: those that mailboxes are listed by, and those that are taken one by one.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/model/ids.hpp"
#include "gateway/model/limits.hpp"
#include "gateway/receive/http.hpp"

#include <chrono>
#include <optional>

namespace micklegate::api {

struct InboxQuery {
    std::optional<Sequence> after;
    std::size_t limit = 0;
    std::chrono::milliseconds wait{0};
};

/// Nothing where the whole text is not one.
[[nodiscard]] std::optional<std::uint64_t> whole_number(std::string const& text);

/// ?after=<index>&limit=<1..page>&wait=<seconds>; kInvalidValue names the parameter that is not a number, kUnknownField
/// one that is not known. A wait or limit above the gateway's own is cut down to it.
[[nodiscard]] Result<InboxQuery> read_inbox_query(receive::HttpRequest const& request, Limits const& limits);

/// Takes ?name out of `query`; nothing where it is absent, kInvalidValue where it is no whole number.
[[nodiscard]] Result<std::optional<std::uint64_t>> take_number(receive::TextMap& query, char const* name);
/// ?limit, cut down to `most`, which it is where it is absent.
[[nodiscard]] Result<std::size_t> take_limit(receive::TextMap& query, std::size_t most);
/// kUnknownField for what nobody took.
[[nodiscard]] Result<void> nothing_left(receive::TextMap const& query);

}  // namespace micklegate::api
