// Why nothing was decided about a person: an entry as well, because the refusal tells whoever asked what is kept.
#pragma once

#include "gateway/keep/asked.hpp"

namespace micklegate::keep {

struct Refusal {
    std::string code;  ///< one of refusal.cpp's
    std::string why;   ///< holds no message's id: who asks may not know of it
};

[[nodiscard]] Refusal unknown_subject();

/// The decision's entry turned into the refusal of it; its subjects stay.
[[nodiscard]] commit::Append refused(commit::Append decision, Refusal refusal);
/// What such an entry is answered with; nothing for any other.
[[nodiscard]] std::optional<Problem> refused_as(commit::Entry const& entry);

/// Of a decision about somebody of whom there is no pseudonym.
[[nodiscard]] commit::Intent refuse_unknown(Asked const& what, crypto::SiteKeys const& keys);

}  // namespace micklegate::keep
