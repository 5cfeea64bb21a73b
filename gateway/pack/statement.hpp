// README.txt of a pack: what is here, how to check it, what a pass proves and what it does not.
#pragma once

#include "gateway/pack/pack.hpp"

namespace micklegate::pack {

[[nodiscard]] std::string statement_text(Content const& content, Standing const& standing);

/// Whether the witnesses vouch for the checkpoint, in one sentence.
[[nodiscard]] std::string witness_sentence(Standing const& standing);

/// "agency=police.north-yorkshire, from=…".
[[nodiscard]] std::string selection_text(Content const& content);

/// What an entry of that kind was made for: one of the four purposes of DPA 2018 s.62(4), in its words.
[[nodiscard]] std::string purpose_text(std::string_view purpose);

}  // namespace micklegate::pack
