#include "gateway/bench/child_process.hpp"

#include "gateway/files/files.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <fstream>
#include <iterator>

namespace micklegate::bench {
namespace {

constexpr char const* kThisExecutable = "/proc/self/exe";

Problem no_process()
{
    return problem(ProblemCode::kUnavailable, "The system starts no more processes.", "End some, then measure again.");
}

/// Only what is safe between fork and exec: other threads may have held any lock.
[[noreturn]] void become(std::vector<char*> const& arguments, int output, int remarks)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (dup2(output, STDOUT_FILENO) >= 0 && dup2(remarks, STDERR_FILENO) >= 0)
        execv(kThisExecutable, arguments.data());
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

ChildProcess::ChildProcess(int pid, files::Descriptor output, std::filesystem::path remarks)
    : pid_{pid}, output_{std::move(output)}, remarks_{std::move(remarks)}
{
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_{std::exchange(other.pid_, -1)}, output_{std::move(other.output_)}, remarks_{std::move(other.remarks_)}
{
}

ChildProcess::~ChildProcess()
{
    if (pid_ <= 0)
        return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
}

Result<ChildProcess> ChildProcess::start(std::vector<std::string> arguments, std::filesystem::path const& remarks)
{
    arguments.insert(arguments.begin(), "micklegate");
    std::vector<char*> words;
    for (std::string& argument : arguments)
        words.push_back(argument.data());
    words.push_back(nullptr);

    std::array<int, 2> ends{};
    files::Descriptor const errors{open(remarks.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)};
    if (!errors || pipe2(ends.data(), O_CLOEXEC) != 0)
        return no_process();
    files::Descriptor output{ends[0]};
    files::Descriptor const input{ends[1]};
    int const pid = fork();
    if (pid == 0)
        become(words, input.get(), errors.get());
    if (pid < 0)
        return no_process();
    return ChildProcess{pid, std::move(output), remarks};
}

Result<std::string> ChildProcess::read_line()
{
    std::string line;
    char next = '\0';
    while (read(output_.get(), &next, 1) == 1) {
        if (next == '\n')
            return line;
        line += next;
    }
    return failed();
}

Result<ProcessCost> ChildProcess::cost() const
{
    std::string const status = fact(pid_, "status");
    std::string const stat = fact(pid_, "stat");
    if (status.empty() || stat.empty())
        return failed();
    return ProcessCost{cpu_time(stat), memory_line(status, "VmRSS:"), memory_line(status, "VmHWM:")};
}

void ChildProcess::ask_to_stop() const { kill(pid_, SIGTERM); }

Result<void> ChildProcess::finish()
{
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return failed();
    return {};
}

/// The child's own last words say why.
Problem ChildProcess::failed() const
{
    auto const said = files::read(remarks_);
    std::string_view words = said ? std::string_view{*said} : std::string_view{};
    while (words.ends_with('\n'))
        words.remove_suffix(1);
    words.remove_prefix(words.find_last_of('\n') + 1);
    return problem(ProblemCode::kUnavailable, "A process of the measurement failed: " + std::string{words});
}

}  // namespace micklegate::bench
