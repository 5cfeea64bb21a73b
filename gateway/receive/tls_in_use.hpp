// The certificates and the revocation list that new sessions begin with, replaced while the door is open.
#pragma once

#include "gateway/receive/session_registry.hpp"
#include "gateway/receive/tls.hpp"

#include <atomic>

namespace micklegate::receive {

/// Thread-safe. Whoever replaces it renews the sessions of the registry afterwards.
class TlsInUse {
public:
    void replace(TlsContext context) { current_.store(std::move(context)); }

    /// `admit` enters a session with the context into the registry. One that was replaced before the session was there
    /// to be renewed is renewed here: it may have let in a certificate that is revoked by now.
    template <class Admit>
    void begin(SessionRegistry& registry, Admit const& admit) const
    {
        TlsContext const context = current_.load();
        admit(context);
        if (current_.load() != context)
            registry.renew_all();
    }

private:
    std::atomic<TlsContext> current_;
};

}  // namespace micklegate::receive
