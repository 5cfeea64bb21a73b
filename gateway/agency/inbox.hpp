// An agency's mailbox at its gateway: what is there, and what a message says once it is opened.
#pragma once

#include "gateway/agency/gateway_session.hpp"
#include "gateway/agency/person.hpp"

#include <optional>

namespace micklegate::agency {

struct InboxPage {
    std::vector<boost::json::object> messages;  ///< oldest first
    std::optional<std::int64_t> next;           ///< where the following page begins
};

/// Of "inbox" or "held", after `after`; waits up to `wait` for a message when there is none yet.
[[nodiscard]] Result<InboxPage> fetch_page(GatewaySession& session, std::optional<std::int64_t> after,
                                           std::chrono::seconds wait, std::string_view resource = "inbox");
/// All pages from the beginning.
[[nodiscard]] Result<InboxPage> fetch_inbox(GatewaySession& session, std::string_view resource = "inbox");

struct OpenedMessage {
    boost::json::object letter;
    std::string salt;        ///< base64; with the letter it proves what was sealed
    std::string commitment;  ///< hex: what the log's entry says of the content
};

/// Of GET /v1/inbox/{id}: the bytes must be those whose hash came with them, and open with one of the identity's keys.
[[nodiscard]] Result<OpenedMessage> unseal(boost::json::object const& fetched,
                                           gateway_client::Identity const& identity);

/// Records what a person did with a message; the gateway's receipt.
[[nodiscard]] Result<boost::json::object> record(GatewaySession& session, std::string const& target,
                                                 std::string_view state, Person const& by,
                                                 std::string const& code = {});

}  // namespace micklegate::agency
