// `micklegate serve` on ports the system chose, from its readiness line to its end.
#pragma once

#include "gateway/bench/child_process.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/strict_json.hpp"

#include <csignal>
#include <filesystem>

namespace micklegate::e2e {

using bench::ChildProcess;

inline std::string const kExecutable = MICKLEGATE_EXECUTABLE;

/// Never waited for longer than a test may take.
inline std::unique_ptr<ChildProcess> start(std::vector<std::string> arguments)
{
    ChildProcess::Terms terms;
    terms.patience = std::chrono::seconds{30};
    return ChildProcess::start(std::move(arguments), terms).value();
}

/// What a command that ran to its end left behind.
struct Ran {
    int code = 0;
    std::string out;
    std::string err;
};

inline Ran run(std::vector<std::string> arguments)
{
    auto const child = start(std::move(arguments));
    int const code = child->wait();
    return {code, child->out(), child->err()};
}

class GatewayProcess {
public:
    /// Returns when the gateway says that it serves, or has ended without. A shell runs `first` before it becomes it.
    explicit GatewayProcess(std::filesystem::path const& site, std::string const& first = ":")
        : child_{start({"/bin/sh", "-c", first + " && exec \"$0\" \"$@\"", kExecutable, "serve", site.string(),
                        "--port", "0", "--local-port", "0", "--json"})}
    {
        auto const line = child_->next_line();
        auto const told = json::parse_strict(line.value_or(""));
        if (!told || !told->is_object())
            return;
        ready_ = json::flag_at(told->get_object(), "ready");
        port_ = static_cast<std::uint16_t>(json::whole_number_at(told->get_object(), "port", 0));
        local_port_ = static_cast<std::uint16_t>(json::whole_number_at(told->get_object(), "local_port", 0));
    }

    [[nodiscard]] bool ready() const noexcept { return ready_; }
    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    [[nodiscard]] std::uint16_t local_port() const noexcept { return local_port_; }
    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] std::string out() const { return child_->out(); }
    [[nodiscard]] std::string err() const { return child_->err(); }
    [[nodiscard]] pid_t pid() const noexcept { return child_->pid(); }

    /// SIGTERM; the exit code once it has drained.
    int terminate()
    {
        child_->signal(SIGTERM);
        return child_->wait();
    }
    int wait() { return child_->wait(); }
    void kill()
    {
        child_->signal(SIGKILL);
        child_->wait();
    }

private:
    std::unique_ptr<ChildProcess> child_;
    bool ready_ = false;
    std::uint16_t port_ = 0;
    std::uint16_t local_port_ = 0;
};

}  // namespace micklegate::e2e
