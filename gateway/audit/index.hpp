// The index auditors search by: a projection of the journal that says where in the log each value stands.
#pragma once

#include "gateway/audit/dimension.hpp"
#include "gateway/commit/key_value.hpp"

namespace micklegate::audit {

/// What the entries of one commit add. A row's key is the dimension, a hash of the value and, where the dimension has
/// one, of the detail, then the index of the oldest of the entries, inverted, so that a scan goes from the newest to
/// the oldest; its value holds the others. What shares a hash is told apart by reading the entry.
class IndexRows {
public:
    void add(Sequence index, commit::Entry const& entry);
    /// In the order of their keys, which costs the engine half. Once.
    void write(commit::KeyValueWriter& out);

private:
    std::vector<std::string> places_;  ///< each with an index behind it
};

/// How the keys of all its rows begin, among those of the other projections.
inline constexpr std::string_view kIndexKeys = "i";
/// How the keys begin of all rows of that value, whatever the detail.
[[nodiscard]] std::string keys_of(Dimension dimension, std::string_view value);
/// The same, with that detail.
[[nodiscard]] std::string keys_of(Place const& place);
/// How the keys begin of each detail that entries with that value have.
[[nodiscard]] Result<std::vector<std::string>> details_of(commit::KeyValueReader const& reader, Dimension dimension,
                                                          std::string_view value);

/// The first key, of those that begin so, whose row holds entries up to `bound`.
[[nodiscard]] std::string first_key(std::string keys, Sequence bound);
/// The row's entries, the oldest first.
[[nodiscard]] std::vector<Sequence> entries_of_row(std::string_view key, std::string_view value);

}  // namespace micklegate::audit
