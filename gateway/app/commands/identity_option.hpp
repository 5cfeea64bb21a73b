// As whom a command speaks, and to which gateway: the two options of every command that connects to one.
#pragma once

#include "gateway/agency/gateway_session.hpp"
#include "gateway/app/commands/readable.hpp"

#include <CLI/CLI.hpp>

namespace micklegate::app {

struct IdentityOption {
    std::string folder;
    std::optional<Endpoint> gateway;  ///< in place of the bundle's own

    [[nodiscard]] Result<agency::GatewaySession> connect() const
    {
        return agency::GatewaySession::open(folder, gateway);
    }
};

/// `whose` ends "Identity bundle of …".
inline void add_identity_option(CLI::App& app, IdentityOption& option, std::string const& whose)
{
    app.add_option("--as", option.folder, "Identity bundle of " + whose)->required();
    add_readable(app, "--gateway", option.gateway, endpoint_of,
                 "URL of the gateway, like https://host:8443; default: the bundle's");
}

inline void add_message_option(CLI::App& app, MessageId& message)
{
    add_readable(app, "MESSAGE", message, agency::parse_message_id, "Message id")->required();
}

}  // namespace micklegate::app
