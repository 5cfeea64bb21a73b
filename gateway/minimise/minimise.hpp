// Step 5 of the road: only what the agreement releases to this recipient survives.
#pragma once

#include "gateway/decide/decide.hpp"
#include "gateway/guard/known_values.hpp"

namespace micklegate::minimise {

/// The cut-down data and the release manifest: which fields it holds, and which the sender gave that it does not.
struct Release {
    boost::json::object data;
    std::vector<std::string> released;  ///< names, sorted
    std::vector<std::string> withheld;  ///< names, sorted; only fields the sender filled
};

/// Marks of what is known about the message's people and this recipient may not be told, under one key.
struct Known {
    std::span<guard::Mark const> marks;
    crypto::ShortHashKey const* key;
};

/// What the guard looks for beyond the message's own withheld values.
struct Beyond {
    std::span<Known const> known;
    bool prisons = false;  ///< the recipient must never learn where anybody is held
};

/// What the rule leaves, whatever its texts say: enough where a person has read them already.
[[nodiscard]] Release cut_down(recognise::Message const& message, decide::Decision const& decision);

/// Held with withheld_value_in_text when the leak guard finds a withheld value in a released text, and with
/// known_value_in_text when it finds a known one. The second names no register: to whoever wrote the text, that would
/// confirm a guess. Held with prison_in_text when a text names a prison to whom none may be named.
[[nodiscard]] Passed<Release> minimise(recognise::Message const& message, decide::Decision const& decision,
                                       Beyond const& beyond = {});

}  // namespace micklegate::minimise
