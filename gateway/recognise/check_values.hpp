// The checks a schema cannot make: identifiers, dates, and which of two times may not be the later.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/recognise/message_spec.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <vector>

namespace micklegate::recognise {

struct ValueFaults {
    std::vector<FieldFault> impossible;  ///< no reading of them makes sense: the message is refused
    std::vector<FieldFault>
        unproven;  ///< identifiers of a person or school that a person can put right: the message is held
};

/// Data that fits the schema. An empty string counts as absent. Without `now` nothing is compared with the present; a
/// clock of the sender's may run five minutes ahead of ours.
[[nodiscard]] ValueFaults check_values(MessageSpec const& spec, boost::json::object const& data,
                                       std::optional<Moment> now);

/// RFC 6901 pointer to a field of the data, within the event.
[[nodiscard]] std::string pointer_to(std::string_view field);

/// The text of a field; empty where it is absent, or not a string.
[[nodiscard]] std::string_view text_of(boost::json::object const& data, std::string_view field) noexcept;

/// The London date of a field that holds a date or a date and time.
[[nodiscard]] std::optional<Date> date_of(boost::json::object const& data, std::string_view field);

}  // namespace micklegate::recognise
