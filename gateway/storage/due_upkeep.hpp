// What is due for whom, in a store that is older than these rows.
#pragma once

#include "gateway/storage/database.hpp"

namespace micklegate::storage {

/// Before the first append, once: of every message that is due, the rows of its agencies and its alarm. One that was
/// interrupted is begun again.
[[nodiscard]] Result<void> complete_due(Database& database);

}  // namespace micklegate::storage
