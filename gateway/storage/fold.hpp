// Folds one journal record into every projection: the one place that knows them all. A pure function of the record, so
// they can be dropped and rebuilt from the journal.
#pragma once

#include "gateway/audit/index.hpp"
#include "gateway/commit/journal.hpp"
#include "gateway/commit/key_value.hpp"
#include "gateway/model/ids.hpp"

namespace micklegate::storage {

/// kIntegrity when the entry, or what it says of known values, cannot be read. What the auditors' index gets is
/// gathered in `rows`, to be written once for all records of a commit.
[[nodiscard]] Result<void> fold_record(Sequence index, commit::Record const& record, commit::KeyValueWriter& out,
                                       audit::IndexRows& rows);
/// As a commit of this record alone.
[[nodiscard]] Result<void> fold(Sequence index, commit::Record const& record, commit::KeyValueWriter& out);

}  // namespace micklegate::storage
