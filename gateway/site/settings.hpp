// What an operator may choose for a site; read strictly from micklegate.toml.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/model/limits.hpp"

#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace micklegate::site {

struct Settings {
    std::string site_name = "site";
    std::string address = "127.0.0.1";
    std::uint16_t port = 8443;
    std::uint16_t local_port = 8444;
    std::size_t threads = 2;
    std::string url;
    std::string site_key = "keys/site.key";
    std::string log_origin;
    std::chrono::milliseconds log_witnessed_within{60'000};
    std::string desk = "desk.north-yorkshire";
    std::size_t policy_approvals = 0;
    std::set<std::string> policy_approvers;
    std::string notice_smtp;
    std::string notice_smtp_user;
    std::string notice_smtp_password = "keys/smtp.password";
    std::string notice_smtp_ca;
    std::string notice_from;
    std::string notice_portal;
    Limits limits;

    /// The log's name in checkpoints; never change it once a log exists.
    [[nodiscard]] std::string origin() const;
    /// Where agencies reach this gateway, as written into identity bundles.
    [[nodiscard]] std::string public_url() const;
};

/// kConfiguration where both listeners would want one port.
[[nodiscard]] Result<void> check_ports(Settings const& settings);

/// Unknown tables and keys, wrong types and values out of bounds are refused with `file`, line and column.
[[nodiscard]] Result<Settings> parse_settings(std::string_view toml, std::string_view file);

/// A micklegate.toml for these settings: what differs from the default is set, all else stands as a comment.
[[nodiscard]] std::string settings_toml(Settings const& settings);
/// docs/settings.md, made from the same table.
[[nodiscard]] std::string settings_reference();

}  // namespace micklegate::site
