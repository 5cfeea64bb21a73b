// One agency's conversation with its gateway: an identity folder becomes a connection, and each answer JSON or a
// Problem.
#pragma once

#include "adapters/gateway_client/client.hpp"
#include "adapters/gateway_client/identity.hpp"
#include "gateway/model/endpoint.hpp"

#include <boost/json/object.hpp>

#include <optional>

namespace micklegate::agency {

class GatewaySession {
public:
    /// `gateway` takes the place of the bundle's own.
    [[nodiscard]] static Result<GatewaySession> open(std::filesystem::path const& identity_folder,
                                                     std::optional<Endpoint> gateway = {});

    [[nodiscard]] gateway_client::Identity const& identity() const noexcept { return identity_; }

    [[nodiscard]] Result<boost::json::object> get(std::string const& target,
                                                  gateway_client::Headers const& headers = {});
    /// A resource that is not JSON, as it is.
    [[nodiscard]] Result<std::string> get_text(std::string const& target);
    /// The same with its status and header fields, for what may be answered in several ways.
    [[nodiscard]] Result<gateway_client::Reply> get_reply(std::string const& target);
    [[nodiscard]] Result<boost::json::object> post(std::string const& target, boost::json::object const& body);
    /// Whatever it is answered, unless that is a refusal.
    [[nodiscard]] Result<void> post_text(std::string const& target, std::string text);
    /// NDJSON to /v1/messages: one result per event, in order.
    [[nodiscard]] Result<std::vector<boost::json::object>> submit(std::string events, std::size_t count);

private:
    GatewaySession(gateway_client::Identity identity, gateway_client::Client client);

    gateway_client::Identity identity_;
    gateway_client::Client client_;
};

/// kInvalidValue for what is no message id: what a person typed never becomes another path.
[[nodiscard]] Result<MessageId> parse_message_id(std::string_view text);
[[nodiscard]] std::string message_target(std::string_view resource, MessageId const& message);

}  // namespace micklegate::agency
