// What a site remembers of its log outside the data folder: a missing disk must not become a second log under one key.
#pragma once

#include "gateway/commit/journal.hpp"
#include "gateway/commit/ledger.hpp"
#include "gateway/site/site.hpp"

namespace micklegate::serve {

/// Before the store is opened, which would make one: refuses a missing or empty data folder of a log that has begun.
[[nodiscard]] Result<void> check_data_is_there(site::Site const& site);
/// Before anything is appended: kIntegrity where the store does not begin with the entry that the site remembers.
[[nodiscard]] Result<void> check_beginning(site::Site const& site, commit::JournalHead const& head,
                                           commit::Ledger const& ledger);
/// Durable when it returns; does nothing where the site remembers already. Precondition: entry 0 is committed.
[[nodiscard]] Result<void> remember_beginning(site::Site const& site, commit::Ledger const& ledger);

}  // namespace micklegate::serve
