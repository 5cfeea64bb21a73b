// What a night leaves for its sender to do: the rows that running the file once did not settle.
#pragma once

#include "adapters/police/report.hpp"

namespace micklegate::police {

/// Empty when every row was taken or refused by the gateway: sent, a duplicate, held or refused.
[[nodiscard]] std::optional<Problem> unsettled(std::vector<ReportLine> const& lines);

}  // namespace micklegate::police
