// The certificates and the revocation list that new sessions begin with, replaced while the door is open.
#pragma once

#include "gateway/receive/session_registry.hpp"
#include "gateway/receive/tls.hpp"

#include <mutex>

namespace micklegate::receive {

/// Thread-safe. Whoever replaces it renews the sessions of the registry afterwards.
class TlsInUse {
public:
    void replace(TlsContext context)
    {
        std::lock_guard const lock{mutex_};
        current_ = std::move(context);
    }

    /// `admit` enters a session with the context into the registry. One that was replaced before the session was there
    /// to be renewed is renewed here: it may have let in a certificate that is revoked by now.
    template <class Admit>
    void begin(SessionRegistry& registry, Admit const& admit) const
    {
        TlsContext const context = current();
        admit(context);
        if (current() != context)
            registry.renew_all();
    }

private:
    [[nodiscard]] TlsContext current() const
    {
        std::lock_guard const lock{mutex_};
        return current_;
    }

    mutable std::mutex mutex_;  // libstdc++ 12's atomic shared_ptr is not free of races when loaded
    TlsContext current_;
};

}  // namespace micklegate::receive
