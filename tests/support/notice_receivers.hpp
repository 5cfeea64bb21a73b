// Receivers of notices in a process of their own: somebody else's SMTP, HTTP and signatures.
#pragma once

#include "gateway/bench/child_process.hpp"
#include "gateway/crypto/certificate_authority.hpp"
#include "gateway/files/files.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/strict_json.hpp"
#include "tests/support/tmp_folder.hpp"

#include <csignal>

namespace micklegate::test {

/// With a certificate for localhost and 127.0.0.1 by an authority of their own. Make and destroy it on one thread.
class NoticeReceivers {
public:
    explicit NoticeReceivers(std::string const& public_key = {})
    {
        auto const authority = crypto::CertificateAuthority::create("Receivers' CA", system_now());
        auto const issued = authority.issue_server({}, system_now());
        files::create(folder_.path() / "ca.crt", as_bytes(authority.certificate())).value();
        files::create(folder_.path() / "own.crt", as_bytes(issued.certificate)).value();
        files::create(folder_.path() / "own.key", issued.key.view(), files::Access::kSecret).value();
        bench::ChildProcess::Terms terms;
        terms.patience = std::chrono::seconds{60};
        child_ = bench::ChildProcess::start(
                     {"/usr/bin/python3", "-B", MICKLEGATE_SOURCE_DIR "/tests/support/notice_receivers.py",
                      (folder_.path() / "own.crt").string(), (folder_.path() / "own.key").string(), public_key},
                     terms)
                     .value();
        ports_ = next();
    }

    [[nodiscard]] std::string ca() const { return (folder_.path() / "ca.crt").string(); }
    [[nodiscard]] std::uint16_t port(std::string_view of) const
    {
        return static_cast<std::uint16_t>(json::whole_number_at(ports_, of, 0));
    }

    /// What came next; empty where nothing does for a minute.
    [[nodiscard]] boost::json::object next()
    {
        auto const line = child_->next_line();
        auto const told = json::parse_strict(line.value_or("{}"));
        return told && told->is_object() ? told->get_object() : boost::json::object{{"unreadable", *line}};
    }
    /// All that ever came, as text.
    [[nodiscard]] std::string all() const { return child_->out(); }

    /// Nobody answers at the ports any more.
    void end()
    {
        child_->signal(SIGKILL);
        child_->wait();
    }

private:
    TmpFolder folder_;
    std::unique_ptr<bench::ChildProcess> child_;
    boost::json::object ports_;
};

}  // namespace micklegate::test
