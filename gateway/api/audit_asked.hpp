// What an auditor searches the log for, as a request says it: who asks, what for, and by which filters.
#pragma once

#include "gateway/api/audit_filters.hpp"
#include "gateway/api/inquiry.hpp"

namespace micklegate::api {

struct Asked {
    Inquiry inquiry;
    audit::Filters filters;
    std::vector<std::string> unknown{};  ///< names of filters that no entry fits
    std::size_t limit = 0;
};

/// Of POST /v1/audit/searches.
[[nodiscard]] Result<Asked> asked_in_body(receive::HttpRequest const& request, Services const& services);
/// Of GET /v1/audit/entries.
[[nodiscard]] Result<Asked> asked_in_query(receive::HttpRequest const& request, Services const& services);

/// The entry that a search is.
[[nodiscard]] commit::Intent entry_of_search(Asked const& asked, AgencyId const& agency, Services const& services);

}  // namespace micklegate::api
