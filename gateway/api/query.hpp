// The parameters a mailbox is listed by.
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

}  // namespace micklegate::api
