// What became of each row of the night's file, in the words its senders read in the morning.
#pragma once

#include "adapters/answers/answer.hpp"
#include "adapters/police/overnight.hpp"

#include <map>

namespace micklegate::police {

using answers::RowOutcome;

struct ReportLine {
    std::size_t row = 0;
    std::string incident_ref;
    std::string child_ref;
    RowOutcome outcome = RowOutcome::kUnconfirmed;
    std::string code;
    std::string recipient;
    std::string message;
    std::string why;
};

[[nodiscard]] boost::json::object to_json(ReportLine const& line);

/// Turns answers into report lines; remembers what it has seen, because a repeat speaks of an earlier row's message.
class Reporter {
public:
    /// `result` is the gateway's answer to the row's event, as POST /v1/messages lists it.
    [[nodiscard]] ReportLine answered(NightRow const& row, boost::json::object const& result);
    /// Of a row that is no event, and was never sent.
    [[nodiscard]] static ReportLine unreadable(NightRow const& row);

private:
    std::map<std::string, ReportLine, std::less<>> first_;  ///< by event id
};

}  // namespace micklegate::police
