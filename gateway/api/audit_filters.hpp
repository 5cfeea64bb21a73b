// What an auditor filters by, as it stands in a request: people and subjects in clear become the log's pseudonyms.
#pragma once

#include "gateway/api/services.hpp"
#include "gateway/audit/filters.hpp"
#include "gateway/json/record_reader.hpp"
#include "gateway/receive/http.hpp"

namespace micklegate::api {

/// The "filters" of a body, which may be absent. Ask before the reader's finish(), whose fault comes first. A subject
/// that the log does not know is a filter that nothing fits.
[[nodiscard]] Result<audit::Filters> read_filters(json::RecordReader& reader, Services const& services);

/// Those of a query, where people and subjects stand as pseudonyms: no identifier is ever part of a URL. What is left
/// of the query afterwards was none.
[[nodiscard]] Result<audit::Filters> take_filters(receive::TextMap& query);

}  // namespace micklegate::api
