#include "gateway/agency/gateway_session.hpp"

#include "gateway/base/uuid.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/strict_json.hpp"

#include <boost/json/serialize.hpp>

namespace micklegate::agency {
namespace {

using gateway_client::Client;
using gateway_client::Identity;
using gateway_client::Reply;

Problem not_understood()
{
    return problem(ProblemCode::kInternal, "The gateway's answer cannot be understood.",
                   "Check that the bundle names a Micklegate gateway of this version.");
}

Result<boost::json::object> object_of(Result<Reply> const& reply)
{
    if (!reply)
        return reply.error();
    if (reply->status >= 400)
        return gateway_client::problem_of(*reply);
    auto parsed = json::parse_strict(reply->body);
    if (!parsed || !parsed->is_object())
        return not_understood();
    return std::move(parsed->get_object());
}

}  // namespace

GatewaySession::GatewaySession(Identity identity, Client client)
    : identity_{std::move(identity)}, client_{std::move(client)}
{
}

Result<GatewaySession> GatewaySession::open(std::filesystem::path const& identity_folder,
                                            std::optional<Endpoint> gateway)
{
    Result<Identity> identity = gateway_client::load_identity(identity_folder);
    if (!identity)
        return identity.error();
    if (Result<Endpoint> const own = endpoint_of(identity->gateway); !gateway && own)
        gateway = *own;
    if (!gateway)
        return problem(ProblemCode::kConfiguration,
                       "The identity bundle's gateway is not an address like https://host:8443.",
                       "Ask whoever enrolled the agency for a new bundle.");
    Result<Client> client =
        Client::connect({gateway->host, gateway->port, identity->ca, identity->certificate, identity->key});
    if (!client)
        return client.error();
    return GatewaySession{std::move(*identity), std::move(*client)};
}

Result<boost::json::object> GatewaySession::get(std::string const& target, gateway_client::Headers const& headers)
{
    return object_of(client_.request("GET", target, {}, {}, headers));
}

Result<Reply> GatewaySession::get_reply(std::string const& target)
{
    auto reply = client_.request("GET", target);
    if (reply && reply->status >= 400)
        return gateway_client::problem_of(*reply);
    return reply;
}

Result<std::string> GatewaySession::get_text(std::string const& target)
{
    auto reply = get_reply(target);
    if (!reply)
        return reply.error();
    return std::move(reply->body);
}

Result<boost::json::object> GatewaySession::post(std::string const& target, boost::json::object const& body)
{
    return object_of(client_.request("POST", target, "application/json", boost::json::serialize(body)));
}

Result<void> GatewaySession::post_text(std::string const& target, std::string text)
{
    auto const reply = client_.request("POST", target, "text/plain; charset=utf-8", std::move(text));
    if (!reply)
        return reply.error();
    if (reply->status >= 400)
        return gateway_client::problem_of(*reply);
    return {};
}

Result<std::vector<boost::json::object>> GatewaySession::submit(std::string events, std::size_t count)
{
    auto const answer = object_of(client_.request("POST", "/v1/messages", "application/x-ndjson", std::move(events)));
    if (!answer)
        return answer.error();
    std::vector<boost::json::object> results;
    for (boost::json::value const& result : json::array_at(*answer, "results"))
        if (result.is_object())
            results.push_back(result.get_object());
    if (results.size() != count)
        return not_understood();
    return results;
}

Result<MessageId> parse_message_id(std::string_view text)
{
    if (!is_uuid(text))
        return problem(ProblemCode::kInvalidValue, "That is not a message id.",
                       "Message ids look like 0194a1b2-0000-7000-8000-000000000000. See: micklegate inbox list");
    return MessageId{std::string{text}};
}

std::string message_target(std::string_view resource, MessageId const& message)
{
    return "/v1/" + std::string{resource} + "/" + message.get();
}

}  // namespace micklegate::agency
