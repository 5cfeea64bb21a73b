// What became of each thing that a court's file tells, in the words of those who run it.
#pragma once

#include "adapters/answers/answer.hpp"
#include "adapters/courts/orders.hpp"

namespace micklegate::courts {

struct ReportLine {
    std::size_t row = 0;
    std::string case_number;
    std::string order_ref;
    std::string type;
    std::string outcome;  ///< of answers::name_of(), or skipped or would_send: of what was not sent
    std::string code;
    std::string recipient;
    std::string message;
    std::string why;

    /// Whether a person has to look at it.
    [[nodiscard]] bool open() const;
};

[[nodiscard]] boost::json::object to_json(ReportLine const& line);

[[nodiscard]] inline bool is_message(OrderRow const& row) { return row.told.data && !row.told.skipped(); }

/// Of what was never sent; of a message, what would be.
[[nodiscard]] ReportLine unsent(OrderRow const& row);
[[nodiscard]] ReportLine answered(OrderRow const& row, answers::Answer answer);

/// "5 rows: 3 sent, 2 skipped."
[[nodiscard]] std::string summary_of(std::vector<ReportLine> const& lines);

}  // namespace micklegate::courts
