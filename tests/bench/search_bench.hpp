// What auditors' searches cost on a log.
#pragma once

#include "gateway/bench/latency.hpp"
#include "gateway/commit/ledger.hpp"

namespace micklegate::bench {

/// Of one page each: fifteen kinds of question in turn, their values taken from entries at random, each from the newest
/// entry or from a place at random. Half of the questions take their values from two entries, so that little or
/// nothing fits.
[[nodiscard]] Latency search_at_random(commit::Ledger const& ledger, std::uint64_t size, std::size_t questions);

}  // namespace micklegate::bench
