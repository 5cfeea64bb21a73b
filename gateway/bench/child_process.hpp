// This executable as a child process: what it prints, what it costs the machine, and its end.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/files/descriptor.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace micklegate::bench {

struct ProcessCost {
    std::chrono::microseconds cpu{0};  ///< user and system time so far
    std::uint64_t memory = 0;          ///< bytes resident now
    std::uint64_t most_memory = 0;     ///< bytes resident at most
};

/// Ends with this process at the latest.
class ChildProcess {
public:
    /// What it says on standard error is added to the file `remarks`.
    [[nodiscard]] static Result<ChildProcess> start(std::vector<std::string> arguments,
                                                    std::filesystem::path const& remarks);
    ChildProcess(ChildProcess&&) noexcept;
    ChildProcess& operator=(ChildProcess&&) = delete;
    ~ChildProcess();

    /// The next line of its standard output.
    [[nodiscard]] Result<std::string> read_line();
    [[nodiscard]] Result<ProcessCost> cost() const;
    /// SIGTERM, for a child that runs until told.
    void ask_to_stop() const;
    /// Waits for its end; a problem unless it exits with 0.
    [[nodiscard]] Result<void> finish();

private:
    ChildProcess(int pid, files::Descriptor output, std::filesystem::path remarks);
    [[nodiscard]] Problem failed() const;

    int pid_;
    files::Descriptor output_;
    std::filesystem::path remarks_;
};

}  // namespace micklegate::bench
