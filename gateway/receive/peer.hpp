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

/// Asked in every handshake and before every request, so that a suspended agency is cut at once. kNotFound, for a name
/// that nobody here has, fails the handshake; any other problem is told as an answer. Called on any thread.
using PeerCheck = std::function<Result<void>(AgencyId const& agency, std::string const& certificate_serial)>;

/// What the verification of one connection's certificate is told and finds.
struct Verification {
    PeerCheck const& check;
    std::string failure{};  ///< why it failed and whom the certificate names, for the operator; empty when it did not
};

enum class Severity { kInfo, kWarning };
/// One line for the operator; never holds anything a peer sent. Called on any thread.
using Log = std::function<void(Severity severity, std::string const& line)>;

}  // namespace micklegate::receive
