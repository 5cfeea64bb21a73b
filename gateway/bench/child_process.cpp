#include "gateway/bench/child_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

namespace micklegate::bench {
namespace {

using files::Descriptor;

Problem no_process()
{
    return problem(ProblemCode::kUnavailable, "The system starts no more processes.", "End some, then try again.");
}

/// Only what is safe between fork and exec: other threads may have held any lock.
[[noreturn]] void become(std::vector<char*> const& arguments, int input, int output, int remarks)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 && dup2(remarks, STDERR_FILENO) >= 0)
        execv(arguments.front(), arguments.data());
    _exit(127);
}

/// A file of proc(5), whose size reads as 0; empty where the process is gone.
std::string fact(int pid, char const* name)
{
    std::ifstream file{"/proc/" + std::to_string(pid) + "/" + name};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::uint64_t number_at(std::string_view text, std::size_t at)
{
    std::uint64_t number = 0;
    at = std::min(text.find_first_not_of(" \t", at), text.size());
    std::from_chars(text.data() + at, text.data() + text.size(), number);
    return number;
}

/// A line such as "VmRSS:     1234 kB" of proc_pid_status(5), in bytes.
std::uint64_t memory_line(std::string_view status, std::string_view name)
{
    std::size_t const at = status.find(name);
    return at == std::string_view::npos ? 0 : number_at(status, at + name.size()) * 1024;
}

/// Fields 14 and 15 of proc_pid_stat(5); the second, in parentheses, may hold blanks.
std::chrono::microseconds cpu_time(std::string_view stat)
{
    std::size_t at = stat.rfind(')');
    for (int field = 2; field < 14 && at != std::string_view::npos; ++field)
        at = stat.find(' ', at + 1);
    if (at == std::string_view::npos)
        return {};
    std::uint64_t const ticks = number_at(stat, at) + number_at(stat, stat.find(' ', at + 1));
    return std::chrono::microseconds{ticks * 1'000'000 / static_cast<std::uint64_t>(sysconf(_SC_CLK_TCK))};
}

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(std::vector<std::string> arguments, Terms const& terms)
{
    std::vector<char*> words;
    for (std::string& argument : arguments)
        words.push_back(argument.data());
    words.push_back(nullptr);

    std::array<int, 2> out{-1, -1};
    std::array<int, 2> err{-1, -1};
    bool const piped = pipe2(out.data(), O_CLOEXEC) == 0 && pipe2(err.data(), O_CLOEXEC) == 0;
    Descriptor heard_out{out[0]};
    Descriptor heard_err{err[0]};
    Descriptor const said_out{out[1]};
    Descriptor const said_err{err[1]};
    Descriptor const nothing{open("/dev/null", O_RDONLY | O_CLOEXEC)};
    if (!piped || !nothing)
        return no_process();
    int const pid = fork();
    if (pid == 0)
        become(words, nothing.get(), said_out.get(), said_err.get());
    if (pid < 0)
        return no_process();
    return std::unique_ptr<ChildProcess>{new ChildProcess{pid, std::move(heard_out), std::move(heard_err), terms}};
}

ChildProcess::ChildProcess(int pid, Descriptor out, Descriptor err, Terms const& terms)
    : pid_{pid}, patience_{terms.patience}
{
    on_stop_.emplace(terms.stop, [this] { signal(SIGKILL); });
    readers_ = {std::jthread{[this, end = std::move(out)] { read_all(end.get(), out_); }},
                std::jthread{[this, end = std::move(err)] { read_all(end.get(), err_); }}};
}

ChildProcess::~ChildProcess()
{
    if (!status_) {
        signal(SIGKILL);
        wait();
    }
}

std::optional<std::string> ChildProcess::next_line()
{
    std::unique_lock lock{mutex_};
    static_cast<void>(wait_until(lock, [this] { return out_.find('\n', heard_) != std::string::npos || ended_ == 2; }));
    std::size_t const end = out_.find('\n', heard_);
    if (end == std::string::npos)
        return std::nullopt;
    std::string line = out_.substr(heard_, end - heard_);
    heard_ = end + 1;
    return line;
}

int ChildProcess::wait()
{
    if (status_)
        return *status_;
    {
        std::unique_lock lock{mutex_};
        if (!wait_until(lock, [this] { return ended_ == 2; }))
            signal(SIGKILL);
    }
    for (std::jthread& reader : readers_)
        reader.join();
    // Until it is reaped its number cannot become another process's, which a late stop would kill.
    siginfo_t ended{};
    waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOWAIT);
    on_stop_.reset();
    int status = 0;
    waitpid(pid_, &status, 0);
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return *status_;
}

void ChildProcess::signal(int number) const
{
    if (!status_)
        kill(pid_, number);
}

Result<ProcessCost> ChildProcess::cost() const
{
    std::string const status = fact(pid_, "status");
    std::string const stat = fact(pid_, "stat");
    if (status.empty() || stat.empty())
        return problem(ProblemCode::kUnavailable, "A process of the measurement is gone.");
    return ProcessCost{cpu_time(stat), memory_line(status, "VmRSS:"), memory_line(status, "VmHWM:")};
}

Problem ChildProcess::failed()
{
    wait();
    std::string const said = err();
    std::string_view words = said;
    while (words.ends_with('\n'))
        words.remove_suffix(1);
    words.remove_prefix(words.find_last_of('\n') + 1);
    return problem(ProblemCode::kUnavailable, "A process of the measurement failed: " + std::string{words});
}

std::string ChildProcess::out() const
{
    std::lock_guard const lock{mutex_};
    return out_;
}

std::string ChildProcess::err() const
{
    std::lock_guard const lock{mutex_};
    return err_;
}

void ChildProcess::read_all(int end, std::string& into)
{
    std::array<char, 16 * 1024> buffer;
    for (ssize_t size = 1; size > 0;) {
        size = read(end, buffer.data(), buffer.size());
        std::lock_guard const lock{mutex_};
        if (size > 0)
            into.append(buffer.data(), static_cast<std::size_t>(size));
        else
            ++ended_;
        said_.notify_all();
    }
}

bool ChildProcess::wait_until(std::unique_lock<std::mutex>& lock, std::function<bool()> const& met)
{
    if (patience_)
        return said_.wait_for(lock, *patience_, met);
    said_.wait(lock, met);
    return true;
}

}  // namespace micklegate::bench
