// The witness's HTTP face (C2SP tlog-witness): it takes checkpoints, and shows what it cosigned.
#pragma once

#include "gateway/receive/plain_server.hpp"
#include "gateway/witness/witness.hpp"

namespace micklegate::witness {

/// What a stranger may make a witness hold or do.
[[nodiscard]] Limits witness_limits();

/// `POST /add-checkpoint` and `GET /<origin hash>/checkpoint`. The witness outlives the routes.
[[nodiscard]] receive::Routes witness_routes(Witness const& witness);

}  // namespace micklegate::witness
