// The leak guard: looks for values that must not travel inside released texts, however they are spaced, cased,
// punctuated or abbreviated.
#pragma once

#include "gateway/guard/known_values.hpp"
#include "gateway/recognise/message_spec.hpp"

#include <optional>
#include <span>

namespace micklegate::guard {

/// Names only: the value itself is what must not travel.
struct Leak {
    enum class Source {
        kThisMessage,  ///< a field that the agreement withholds
        kElsewhere,    ///< a value known about the same people
    };

    Source source = Source::kThisMessage;
    std::string released_field;
    std::string withheld;  ///< the withheld field, or where the value is known from
};

/// The first leak, or empty. `released` and `withheld` are disjoint parts of one message's data.
[[nodiscard]] std::optional<Leak> find_leak(recognise::MessageSpec const& spec, boost::json::object const& released,
                                            boost::json::object const& withheld,
                                            std::span<KnownValue const> known = {});
/// The same for a text that is searched for marks too, and so is built once.
[[nodiscard]] std::optional<Leak> find_leak(recognise::MessageSpec const& spec, ReleasedText const& text,
                                            boost::json::object const& withheld,
                                            std::span<KnownValue const> known = {});

/// The field whose free text names a prison as one ("HMP Hull", "Hull prison"), whoever may be there: for a recipient
/// that must never learn where somebody is held. A town alone is not enough.
[[nodiscard]] std::optional<std::string> find_prison(ReleasedText const& text);

}  // namespace micklegate::guard
