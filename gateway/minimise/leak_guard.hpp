// The leak guard: looks for withheld values inside released texts, however they are spaced, cased or punctuated.
#pragma once

#include "gateway/recognise/message_spec.hpp"

#include <optional>

namespace micklegate::minimise {

/// Names of the two fields only: the value itself is what must not travel.
struct Leak {
    std::string released_field;
    std::string withheld_field;
};

/// The first leak, or empty. `released` and `withheld` are disjoint parts of one message's data.
[[nodiscard]] std::optional<Leak> find_leak(recognise::MessageSpec const& spec, boost::json::object const& released,
                                            boost::json::object const& withheld);

}  // namespace micklegate::minimise
