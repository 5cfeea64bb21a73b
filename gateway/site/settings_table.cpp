#include "gateway/site/settings_table.hpp"

#include "gateway/model/agency_id.hpp"
#include "gateway/model/endpoint.hpp"
#include "gateway/recognise/contacts.hpp"

#include <array>

namespace micklegate::site {
namespace {

constexpr std::int64_t kMebibyte = 1024 * 1024;
constexpr std::int64_t kHour = 3'600'000;

constexpr TextForm kIpAddress{is_ip_address, "be an IP address, like 127.0.0.1 or ::"};
constexpr TextForm kUrl{[](std::string_view url) { return url.empty() || endpoint_of(url).has_value(); },
                        "be https://HOST or https://HOST:PORT and no more"};
constexpr TextForm kMailUrl{[](std::string_view url) { return url.empty() || mail_url_of(url).has_value(); },
                            "be smtp://HOST or smtps://HOST, with or without :PORT, and no more"};
constexpr TextForm kEmail{[](std::string_view address) { return address.empty() || !recognise::email_fault(address); },
                          "be an e-mail address, like notices@agency.example"};
constexpr TextForm kAgency{[](std::string_view id) { return valid_agency_id(id); },
                           "be an agency id, like desk.north-yorkshire"};

constexpr std::array kOptions{
    Option{"site", "name", [](Settings& s) -> Slot { return &s.site_name; }, 1, 40, "Names the site to people."},
    Option{"listen", "address", [](Settings& s) -> Slot { return &s.address; }, 2, 45,
           "IP address agencies connect to; the default is this machine alone.", &kIpAddress},
    Option{"listen", "port", [](Settings& s) -> Slot { return &s.port; }, 0, 65'535,
           "Port agencies connect to, with mutual TLS; 0 takes any free one."},
    Option{"listen", "local_port", [](Settings& s) -> Slot { return &s.local_port; }, 0, 65'535,
           "Port for health and metrics, on 127.0.0.1 only; 0 takes any free one."},
    Option{"listen", "threads", [](Settings& s) -> Slot { return &s.threads; }, 1, 256,
           "Threads that serve connections."},
    Option{
        "listen", "url", [](Settings& s) -> Slot { return &s.url; }, 0, 256,
        "Where agencies reach the gateway, written into identity bundles; empty means https://127.0.0.1 and the port.",
        &kUrl},
    Option{"keys", "site_key", [](Settings& s) -> Slot { return &s.site_key; }, 1, 4096,
           "File of the site key, mode 0600, relative to the site; the systemd credential site.key wins over it."},
    Option{"log", "origin", [](Settings& s) -> Slot { return &s.log_origin; }, 0, 200,
           "Name of the log in its checkpoints; empty means micklegate.example/ and the site's name. Never change it "
           "once a log exists."},
    Option{"log", "witnessed_within_ms", [](Settings& s) -> Slot { return &s.log_witnessed_within; }, 1000, 24 * kHour,
           "How long an entry may wait for its witnesses before the operator is told that their quorum is missing."},
    Option{"desk", "agency", [](Settings& s) -> Slot { return &s.desk; }, 3, 64,
           "Agency whose people decide about held messages.", &kAgency},
    Option{"policy", "approvals", [](Settings& s) -> Slot { return &s.policy_approvals; }, 0, 64,
           "How many of the approvers must have signed a policy set before it comes into force; 0 asks for none."},
    Option{"policy", "approvers", [](Settings& s) -> Slot { return &s.policy_approvers; }, 0, 64,
           "Agencies whose approval of a policy set counts.", &kAgency},
    Option{"notice", "smtp", [](Settings& s) -> Slot { return &s.notice_smtp; }, 0, 256,
           "Mail server that takes notices, smtp:// or smtps://; STARTTLS is required of another machine. Empty: no "
           "notice goes by mail.",
           &kMailUrl},
    Option{"notice", "smtp_user", [](Settings& s) -> Slot { return &s.notice_smtp_user; }, 0, 200,
           "Login at the mail server; empty means none."},
    Option{"notice", "smtp_password", [](Settings& s) -> Slot { return &s.notice_smtp_password; }, 1, 4096,
           "File of the password for that login, mode 0600, relative to the site."},
    Option{"notice", "smtp_ca", [](Settings& s) -> Slot { return &s.notice_smtp_ca; }, 0, 4096,
           "File of the authorities that the mail server's certificate is checked by, relative to the site; empty "
           "means the system's."},
    Option{"notice", "from", [](Settings& s) -> Slot { return &s.notice_from; }, 0, 254,
           "Address that notices come from; needed with `smtp`.", &kEmail},
    Option{"notice", "portal", [](Settings& s) -> Slot { return &s.notice_portal; }, 0, 256,
           "Where readers sign in, as notices tell them; needed with `smtp`.", &kUrl},
    Option{"limits", "header_bytes", [](Settings& s) -> Slot { return &s.limits.header_bytes; }, 1024, 65'536,
           "Largest header of a request."},
    Option{"limits", "body_bytes", [](Settings& s) -> Slot { return &s.limits.body_bytes; }, 1024, 64 * kMebibyte,
           "Largest body of a request."},
    Option{"limits", "body_bytes_in_flight", [](Settings& s) -> Slot { return &s.limits.body_bytes_in_flight; },
           kMebibyte, 65'536 * kMebibyte, "Most bytes of request bodies held at once; one agency may take a quarter."},
    Option{"limits", "message_bytes", [](Settings& s) -> Slot { return &s.limits.message_bytes; }, 1024, kMebibyte,
           "Largest single message."},
    Option{"limits", "batch_messages", [](Settings& s) -> Slot { return &s.limits.batch_messages; }, 1, 10'000,
           "Most messages in one request."},
    Option{"limits", "connections", [](Settings& s) -> Slot { return &s.limits.connections; }, 1, 65'536,
           "Most connections at once."},
    Option{"limits", "connections_per_agency", [](Settings& s) -> Slot { return &s.limits.connections_per_agency; }, 1,
           65'536, "Most connections of one agency at once."},
    Option{"limits", "messages_per_agency_burst",
           [](Settings& s) -> Slot { return &s.limits.messages_per_agency_burst; }, 1, 10'000'000,
           "Messages an agency may send at once after a quiet time."},
    Option{"limits", "messages_per_agency_second",
           [](Settings& s) -> Slot { return &s.limits.messages_per_agency_second; }, 1, 1'000'000,
           "Messages an agency may send each second in the long run."},
    Option{"limits", "queued_bytes", [](Settings& s) -> Slot { return &s.limits.queued_bytes; }, kMebibyte,
           4096 * kMebibyte, "Most bytes that wait for the next commit; beyond it agencies are asked to come back."},
    Option{"limits", "disk_reserve_bytes", [](Settings& s) -> Slot { return &s.limits.disk_reserve_bytes; },
           16 * kMebibyte, 1024 * 1024 * kMebibyte, "Free disk space below which nothing new is taken."},
    Option{"limits", "disk_floor_bytes", [](Settings& s) -> Slot { return &s.limits.disk_floor_bytes; }, kMebibyte,
           1024 * 1024 * kMebibyte,
           "Free disk space below which nothing at all is recorded, what frees space included; at most "
           "`disk_reserve_bytes` counts."},
    Option{"limits", "inbox_page", [](Settings& s) -> Slot { return &s.limits.inbox_page; }, 1, 10'000,
           "Most messages on one page of an inbox."},
    Option{"limits", "readers_per_message", [](Settings& s) -> Slot { return &s.limits.readers_per_message; }, 1, 1024,
           "Most persons recorded as having opened one message."},
    Option{"limits", "handshake_timeout_ms", [](Settings& s) -> Slot { return &s.limits.handshake_timeout; }, 100,
           kHour, "Longest TLS handshake."},
    Option{"limits", "header_timeout_ms", [](Settings& s) -> Slot { return &s.limits.header_timeout; }, 100, kHour,
           "Longest time for a request's header to arrive."},
    Option{"limits", "body_timeout_ms", [](Settings& s) -> Slot { return &s.limits.body_timeout; }, 100, kHour,
           "Longest time for a request's body to arrive."},
    Option{"limits", "write_timeout_ms", [](Settings& s) -> Slot { return &s.limits.write_timeout; }, 100, kHour,
           "Longest time for a reply to be taken."},
    Option{"limits", "idle_timeout_ms", [](Settings& s) -> Slot { return &s.limits.idle_timeout; }, 100, kHour,
           "Longest pause between two requests of a connection."},
    Option{"limits", "longest_wait_ms", [](Settings& s) -> Slot { return &s.limits.longest_wait; }, 0, kHour,
           "Longest time an inbox request waits for a message."},
    Option{"limits", "drain_timeout_ms", [](Settings& s) -> Slot { return &s.limits.drain_timeout; }, 0, kHour,
           "Time that requests in flight have to finish when the gateway stops."},
};

/// TOML basic strings need no more for texts of printable characters.
std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (char const c : text)
        out += (c == '"' || c == '\\') ? std::string{'\\', c} : std::string{c};
    return out + "\"";
}

struct Text {
    std::string operator()(std::string const* value) const { return quoted(*value); }
    std::string operator()(std::set<std::string> const* values) const
    {
        std::string list;
        for (std::string const& value : *values)
            list += (list.empty() ? "" : ", ") + quoted(value);
        return "[" + list + "]";
    }
    std::string operator()(std::chrono::milliseconds const* value) const { return std::to_string(value->count()); }
    std::string operator()(auto const* value) const { return std::to_string(*value); }
};

}  // namespace

std::span<Option const> options() { return kOptions; }

std::string value_text(Slot const& slot) { return std::visit(Text{}, slot); }

std::string_view type_name(Slot const& slot)
{
    if (std::holds_alternative<std::set<std::string>*>(slot))
        return "list of texts";
    return std::holds_alternative<std::string*>(slot) ? "text" : "whole number";
}

std::string_view unit_of(Slot const& slot)
{
    if (std::holds_alternative<std::set<std::string>*>(slot))
        return " texts";
    return std::holds_alternative<std::string*>(slot) ? " characters" : "";
}

}  // namespace micklegate::site
