#include "gateway/agency/inbox.hpp"

#include "gateway/crypto/hash.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/seal/seal.hpp"

#include <algorithm>

namespace micklegate::agency {
namespace {

constexpr std::size_t kPage = 500;

Problem damaged()
{
    return problem(
        ProblemCode::kIntegrity, "The sealed message is not the one the gateway's hash speaks of.",
        "Fetch it again; if this stays so, tell the gateway's operator and check the log: micklegate log verify.");
}

}  // namespace

Result<InboxPage> fetch_page(GatewaySession& session, std::optional<std::int64_t> after, std::chrono::seconds wait,
                             std::string_view resource)
{
    std::string target = "/v1/" + std::string{resource} + "?limit=" + std::to_string(kPage);
    if (after)
        target += "&after=" + std::to_string(*after);
    if (wait.count() > 0)
        target += "&wait=" + std::to_string(wait.count());
    auto const told = session.get(target);
    if (!told)
        return told.error();
    InboxPage page;
    for (boost::json::value const& message : json::array_at(*told, "messages"))
        if (message.is_object())
            page.messages.push_back(message.get_object());
    page.next = after;
    if (std::int64_t const next = json::whole_number_at(*told, "next", -1); next >= 0)
        page.next = next;
    return page;
}

Result<InboxPage> fetch_inbox(GatewaySession& session, std::string_view resource)
{
    InboxPage inbox;
    for (;;) {
        auto page = fetch_page(session, inbox.next, std::chrono::seconds{0}, resource);
        if (!page)
            return page.error();
        bool const last = page->messages.size() < kPage || page->next == inbox.next;
        inbox.next = page->next;
        std::ranges::move(page->messages, std::back_inserter(inbox.messages));
        if (last)
            return inbox;
    }
}

Result<OpenedMessage> unseal(boost::json::object const& fetched, gateway_client::Identity const& identity)
{
    auto const sealed = from_base64(json::text_at(fetched, "sealed"));
    if (!sealed || hex(crypto::sha256(*sealed)) != json::text_at(fetched, "sha256"))
        return damaged();
    auto opened = seal::open(identity.opening, *sealed);
    for (auto key = identity.retired.begin(); !opened && key != identity.retired.end(); ++key)
        opened = seal::open(*key, *sealed);
    if (!opened)
        return opened.error();
    return OpenedMessage{std::move(opened->body), std::move(opened->salt), std::move(opened->commitment)};
}

Result<boost::json::object> record(GatewaySession& session, std::string const& target, std::string_view state,
                                   Person const& by, std::string const& code)
{
    boost::json::object body;
    body["state"] = state;
    body["by"] = person_object(by);
    if (!code.empty())
        body["code"] = code;
    return session.post(target + "/receipts", body);
}

}  // namespace micklegate::agency
