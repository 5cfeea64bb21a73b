// What one log entry shows by itself: canonical JSON, its time, and what it says of its companions.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/crypto/hash.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace micklegate::evidence {

struct EntryForm {
    Moment time{};
    std::optional<crypto::Digest> sealed;
    std::optional<crypto::Digest> change;  ///< to a register
    std::vector<std::uint64_t> destroyed;  ///< entries whose sealed bytes were destroyed with this one
    std::vector<std::uint64_t> struck;     ///< entries whose changes to registers were

    friend bool operator==(EntryForm const&, EntryForm const&) = default;
};

/// In one pass; nothing where explain_entry_form() has a fault to tell.
[[nodiscard]] std::optional<EntryForm> scan_entry_form(std::string_view entry);

/// The same by reading the entry in full and writing it again, which is slower and says what is wrong. kIntegrity when
/// the bytes are not the one canonical spelling of a JSON object, or a member named here is not sound.
[[nodiscard]] Result<EntryForm> explain_entry_form(std::string_view entry);

/// scan_entry_form(), and the explanation of what that refuses.
[[nodiscard]] Result<EntryForm> read_entry_form(std::string_view entry);

}  // namespace micklegate::evidence
