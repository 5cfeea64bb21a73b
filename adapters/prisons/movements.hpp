// Movements of prisoners as the prison service publishes them: each HMPPS domain event becomes one prison.movement.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/model/ids.hpp"

#include <boost/json/object.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::prisons {

struct MovementRow {
    std::size_t number = 0;  ///< from 1, of the events in the file
    std::string prisoner;    ///< number; empty where it cannot be made out
    std::string retired;     ///< of a merge: the number that is no more
    std::string movement;    ///< received, released, not_returned or merged; empty of what is none
    /// The data of a prison.movement without contact_block; or why the event is none. A bad one spoils only itself.
    Result<boost::json::object> movement_data;

    /// An event of a kind that is no movement: of these a feed is full, and nothing is wrong with them.
    [[nodiscard]] bool skipped() const { return movement_data && movement_data->empty(); }
};

/// `text` is one event, an array of them or one per line, each as it is or inside the envelope of SNS or SQS. Only what
/// cannot be cut into events is a problem of the whole. Nothing is taken from an event's `details` or `description`.
[[nodiscard]] Result<std::vector<MovementRow>> read_movements(std::string_view text);

/// The numbers of a list, one per line; what follows a "#" is the list's own note. A line that is no prisoner number is
/// a problem of the whole, because whoever is left out would be a prisoner without a block.
[[nodiscard]] Result<std::set<std::string>> read_blocked(std::string_view text);

/// `blocked` and every number that merges in `rows` join to one of them.
[[nodiscard]] std::set<std::string> with_merged(std::set<std::string> blocked, std::vector<MovementRow> const& rows);

struct Address {
    AgencyId from;
    AgencyId to;
};

/// The row's CloudEvent. Its id follows from what it says, so that the same movement told again is the same message.
/// Precondition: the row is a movement.
[[nodiscard]] boost::json::object event_of(MovementRow const& row, bool contact_block, Address const& address);

}  // namespace micklegate::prisons
