// How many messages, holds and days there are left: numbers of /metrics that are counted in the store and the site
// folder.
#pragma once

#include "gateway/serve/costly_readings.hpp"
#include "gateway/site/site.hpp"
#include "gateway/storage/store.hpp"

namespace micklegate::serve {

/// A number that cannot be read is left out: an alarm on its absence is right, one on a wrong zero would never ring.
[[nodiscard]] Readings stored_counts(site::Site const& site, storage::Store const& store, Moment now);

}  // namespace micklegate::serve
