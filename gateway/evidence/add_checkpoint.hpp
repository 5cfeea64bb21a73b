// C2SP tlog-witness: the body with which a log asks a witness for its cosignature.
#pragma once

#include "gateway/evidence/merkle.hpp"

#include <string>
#include <string_view>

namespace micklegate::evidence {

/// As many as the format lets a client send.
inline constexpr std::size_t kMostConsistencyLines = 63;

struct AddCheckpoint {
    std::uint64_t old_size = 0;  ///< what the log believes the witness cosigned last
    std::vector<Digest> proof;   ///< of consistency, from the old size to the checkpoint's
    std::string checkpoint;      ///< the signed note, verbatim; parse_note() reads it
};

/// kInvalidValue for another spelling, more than kMostConsistencyLines hashes or no checkpoint.
[[nodiscard]] Result<AddCheckpoint> parse_add_checkpoint(std::string_view body);
[[nodiscard]] std::string add_checkpoint_text(AddCheckpoint const& request);

/// Hex SHA-256, under which a witness serves what it holds of a log.
[[nodiscard]] std::string origin_hash(std::string_view origin);

}  // namespace micklegate::evidence
