// What one log entry shows by itself: canonical JSON, its time, and the commitment to its sealed bytes.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/crypto/hash.hpp"

#include <optional>

namespace micklegate::evidence {

struct EntryForm {
    Moment time{};
    std::optional<crypto::Digest> sealed;
};

/// kIntegrity when the bytes are not the one canonical spelling of a JSON object, or a member named here is not sound.
[[nodiscard]] Result<EntryForm> read_entry_form(std::string_view entry);

}  // namespace micklegate::evidence
