// What the steps of a message amount to: how far it got at its recipient, and whether it was taken back.
#pragma once

#include "gateway/commit/entry_kind.hpp"
#include "gateway/model/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace micklegate::deliver {

/// One step of a message's life.
struct Step {
    Sequence index = 0;
    commit::EntryKind kind = commit::EntryKind::kAccepted;
    std::string person{};  ///< pseudonym of who took it; empty where it names nobody
};

/// In the order in which a message gets there.
enum class Reached { kSent, kDelivered, kOpened, kEnded };

/// How far the step brings a message; nothing for what comes to it by the way, such as a correction or a recall.
[[nodiscard]] std::optional<Reached> reached(commit::EntryKind step) noexcept;

/// Whether it is the step that an agreement asks for, or a later one; where it asks for none, opening is.
[[nodiscard]] bool meets(commit::EntryKind step, std::string_view acknowledgement) noexcept;

/// Whether the step ends the message, so that only that a further person opened it can still be recorded.
[[nodiscard]] bool ends(commit::EntryKind step) noexcept;

/// Whether the step takes the message back, so that nobody is to read it any more.
[[nodiscard]] bool takes_back(commit::EntryKind step) noexcept;

/// The step that got furthest, which a later reader's opening does not take back. There is at least one step.
[[nodiscard]] commit::EntryKind furthest(std::vector<Step> const& steps);

[[nodiscard]] bool has(std::vector<Step> const& steps, commit::EntryKind kind);
/// The last step that took the message back; null where none did.
[[nodiscard]] Step const* taken_back(std::vector<Step> const& steps);
/// The step of that kind by the person whom the keyed pseudonym tells; null where there is none.
[[nodiscard]] Step const* step_of(std::vector<Step> const& steps, commit::EntryKind kind, std::string_view person);

/// What a list shows: how far the message got, or, once it was taken back, how and whether that was confirmed.
[[nodiscard]] commit::EntryKind state_of(std::vector<Step> const& steps);
/// Whether somebody read what was taken back, and nobody has confirmed yet that it was destroyed.
[[nodiscard]] bool to_be_destroyed(std::vector<Step> const& steps);

/// The entry by which the message stands in its recipient's mailbox now: it is listed again when it is taken back.
[[nodiscard]] Sequence listed_by(std::vector<Step> const& steps);

}  // namespace micklegate::deliver
