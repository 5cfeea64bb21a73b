// The auditors' index of a store that is older than the index.
#pragma once

#include "gateway/storage/database.hpp"

namespace micklegate::storage {

/// Before the first append: where not every entry is in the index, it is made anew from the entries, and `warn` is told
/// how far it has come. One that was interrupted is gone on with. Takes some minutes for ten million entries, once.
[[nodiscard]] Result<void> complete_index(Database& database, Sequence entries,
                                          std::function<void(std::string const&)> const& warn);

}  // namespace micklegate::storage
