// The index auditors search by: a projection of the journal, one short key for each place at which an entry stands.
#pragma once

#include "gateway/audit/dimension.hpp"
#include "gateway/commit/key_value.hpp"

namespace micklegate::audit {

/// A key is the dimension, a hash of the value and, where the dimension has one, of the detail, then the entry's index
/// inverted, so that a scan goes from the newest to the oldest. What shares a hash is told apart by reading the entry.
void fold_index(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out);

/// How the keys begin of all entries with that value, whatever the detail.
[[nodiscard]] std::string keys_of(Dimension dimension, std::string_view value);
/// The same, with that detail.
[[nodiscard]] std::string keys_of(Place const& place);

/// How the keys begin of each detail that entries with that value have.
[[nodiscard]] Result<std::vector<std::string>> details_of(commit::KeyValueReader const& reader, Dimension dimension,
                                                          std::string_view value);

/// What stands behind the beginning of a key.
void append_inverted(std::string& key, Sequence index);
[[nodiscard]] Sequence index_at_end(std::string_view key) noexcept;

}  // namespace micklegate::audit
