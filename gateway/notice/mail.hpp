// The text of a notice by e-mail (RFC 5322).
#pragma once

#include "gateway/notice/waiting.hpp"

namespace micklegate::notice {

struct Letterhead {
    std::string from;
    std::vector<std::string> to;
    std::string portal;  ///< where to sign in
    std::string id;      ///< fresh for each notice; of nothing in the log
    Moment sent{};
};

/// Lines end as mail wants them. Nothing that others wrote is in it: the addresses are the operator's own, and no
/// address that recognise::email_fault() lets pass can begin another header.
[[nodiscard]] std::string mail_text(Waiting const& waiting, Letterhead const& head);

}  // namespace micklegate::notice
