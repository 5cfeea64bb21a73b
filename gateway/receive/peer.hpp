// Who is at the other end, and whether they may still talk to us.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/model/ids.hpp"

#include <functional>
#include <string>

namespace micklegate::receive {

struct Peer {
    AgencyId agency;
    std::string certificate_serial;  ///< lower-case hex
};

/// Asked after every handshake and before every request, so that a suspended agency is cut at once. Called on any
/// thread.
using PeerCheck = std::function<Result<void>(AgencyId const& agency, std::string const& certificate_serial)>;

enum class Severity { kInfo, kWarning };
/// One line for the operator; never holds anything a peer sent. Called on any thread.
using Log = std::function<void(Severity severity, std::string const& line)>;

}  // namespace micklegate::receive
