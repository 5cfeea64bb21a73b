// What became of each event of a feed, in the words of those who run it.
#pragma once

#include "adapters/answers/answer.hpp"
#include "adapters/prisons/movements.hpp"

namespace micklegate::prisons {

struct ReportLine {
    std::size_t event = 0;
    std::string prisoner;
    std::string movement;
    std::string outcome;  ///< of answers::name_of(), or skipped, not_concerned or would_send: of what was not sent
    std::string code;
    std::string recipient;
    std::string message;
    std::string why;

    /// Whether a person has to look at it.
    [[nodiscard]] bool open() const;
};

[[nodiscard]] boost::json::object to_json(ReportLine const& line);

enum class Fate {
    kSend,
    kSkipped,       ///< no movement
    kNotConcerned,  ///< no contact block concerns the prisoner, so nobody else is to be told
    kUnreadable,
};
[[nodiscard]] Fate fate_of(MovementRow const& row, std::set<std::string> const& blocked);

/// Of what was never sent; of kSend, what would be.
[[nodiscard]] ReportLine unsent(MovementRow const& row, Fate fate);
[[nodiscard]] ReportLine answered(MovementRow const& row, answers::Answer answer);

/// "13 events: 9 sent, 2 skipped."
[[nodiscard]] std::string summary_of(std::vector<ReportLine> const& lines);

}  // namespace micklegate::prisons
