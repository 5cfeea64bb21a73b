// A page of an auditor's search.
#pragma once

#include "gateway/api/services.hpp"
#include "gateway/audit/filters.hpp"
#include "gateway/receive/http.hpp"

namespace micklegate::api {

/// What is left of a search: it is its entry, so that any page can be asked for after a restart, too.
struct Running {
    Sequence search = 0;
    audit::Filters filters;
    Sequence below = 0;
    std::size_t limit = 0;
    std::vector<std::string> unknown{};
};

/// ?search, ?cursor and ?limit: where a search goes on. The first of them is there.
[[nodiscard]] Result<Running> read_running(receive::HttpRequest const& request, Services const& services);

/// Reads the store, so it is for the workers.
[[nodiscard]] receive::HttpResponse page_of(Running const& running, Services const& services, unsigned status);

}  // namespace micklegate::api
