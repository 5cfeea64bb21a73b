// Who may look into the log, and who may decide what is kept of a person. Whoever else asks leaves an entry.
#pragma once

#include "gateway/api/services.hpp"
#include "gateway/receive/http.hpp"

#include <boost/asio/awaitable.hpp>

namespace micklegate::api {

[[nodiscard]] bool is_auditor(road::Setup const& setup, AgencyId const& agency);

/// Nothing for an auditor. For anyone else the refusal, which stands in the log by then and is charged to their budget
/// of refusals. Both outlive the call.
[[nodiscard]] boost::asio::awaitable<Result<void>> admit_auditor(receive::HttpRequest const& request,
                                                                 Services const& services);
/// The same for whoever has_oversight(): what is refused to them is an entry too, and they have refusals left.
[[nodiscard]] boost::asio::awaitable<Result<void>> admit_oversight(receive::HttpRequest const& request,
                                                                   Services const& services);

}  // namespace micklegate::api
