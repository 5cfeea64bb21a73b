// An executable as a child process: started, heard, signalled and waited for, never longer than a test may take.
#pragma once

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace micklegate::test {

/// Make and destroy it on one thread, which outlives it: the child is killed when that thread ends.
class ChildProcess {
public:
    /// `arguments` begins with the executable's path.
    explicit ChildProcess(std::vector<std::string> const& arguments)
    {
        std::array<int, 2> const out = pipe_ends();
        std::array<int, 2> const err = pipe_ends();
        std::vector<char*> argv;
        for (std::string const& argument : arguments)
            argv.push_back(const_cast<char*>(argument.c_str()));  // execv changes none of them
        argv.push_back(nullptr);
        int const nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
        child_ = ::fork();
        if (child_ < 0)
            throw std::runtime_error{"no child process"};
        if (child_ == 0) {
            // Only what is safe between fork and exec in a process with threads.
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            ::dup2(nothing, STDIN_FILENO);
            ::dup2(out[1], STDOUT_FILENO);
            ::dup2(err[1], STDERR_FILENO);
            ::execv(argv.front(), argv.data());
            ::_exit(127);
        }
        for (int const end : {nothing, out[1], err[1]})
            ::close(end);
        readers_.emplace_back([this, end = out[0]] { read_all(end, out_); });
        readers_.emplace_back([this, end = err[0]] { read_all(end, err_); });
    }

    /// Kills and reaps a child that still runs.
    ~ChildProcess()
    {
        if (!status_) {
            signal(SIGKILL);
            wait();
        }
    }
    ChildProcess(ChildProcess const&) = delete;
    ChildProcess& operator=(ChildProcess const&) = delete;

    void signal(int number) const { ::kill(child_, number); }
    [[nodiscard]] pid_t pid() const noexcept { return child_; }

    /// The next line of its standard output; nothing once it has closed it, or when none comes for 30 seconds.
    std::optional<std::string> next_line()
    {
        std::unique_lock lock{mutex_};
        said_.wait_for(lock, kPatience, [this] { return out_.find('\n', heard_) != std::string::npos || ended_ == 2; });
        std::size_t const end = out_.find('\n', heard_);
        if (end == std::string::npos)
            return std::nullopt;
        std::string line = out_.substr(heard_, end - heard_);
        heard_ = end + 1;
        return line;
    }

    /// Its exit code, or 128 and the signal that ended it; a child that goes on for 30 seconds is killed.
    int wait()
    {
        if (status_)
            return *status_;
        {
            std::unique_lock lock{mutex_};
            if (!said_.wait_for(lock, kPatience, [this] { return ended_ == 2; }))
                signal(SIGKILL);
        }
        readers_.clear();
        int status = 0;
        ::waitpid(child_, &status, 0);
        status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return *status_;
    }

    [[nodiscard]] std::string out() const { return copy_of(out_); }
    [[nodiscard]] std::string err() const { return copy_of(err_); }

private:
    static constexpr std::chrono::seconds kPatience{30};

    static std::array<int, 2> pipe_ends()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            throw std::runtime_error{"no pipe"};
        return ends;
    }

    void read_all(int end, std::string& into)
    {
        std::array<char, 16 * 1024> buffer;
        for (;;) {
            ssize_t const size = ::read(end, buffer.data(), buffer.size());
            std::lock_guard const lock{mutex_};
            if (size > 0)
                into.append(buffer.data(), static_cast<std::size_t>(size));
            else
                ++ended_;
            said_.notify_all();
            if (size <= 0)
                break;
        }
        ::close(end);
    }

    [[nodiscard]] std::string copy_of(std::string const& text) const
    {
        std::lock_guard const lock{mutex_};
        return text;
    }

    pid_t child_ = -1;
    std::optional<int> status_;
    mutable std::mutex mutex_;
    std::condition_variable said_;
    std::string out_;
    std::string err_;
    std::size_t heard_ = 0;
    int ended_ = 0;  ///< of its two outputs
    std::vector<std::jthread> readers_;
};

/// What a command that ran to its end left behind.
struct Ran {
    int code = 0;
    std::string out;
    std::string err;
};

inline Ran run(std::vector<std::string> const& arguments)
{
    ChildProcess child{arguments};
    int const code = child.wait();
    return {code, child.out(), child.err()};
}

}  // namespace micklegate::test
