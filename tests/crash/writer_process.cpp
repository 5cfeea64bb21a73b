#include "tests/crash/writer_process.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace micklegate::crash {
namespace {

void take(Testimony& testimony, std::string const& line)
{
    std::string const first = line.substr(0, line.find(' '));
    std::string const second = line.substr(first.size() + 1);
    if (first == "refused") {
        ++testimony.refused;
    } else if (first == "unopened") {
        testimony.unopened = second;
    } else {
        testimony.acknowledged[second] = std::stoull(first);
        testimony.acknowledged_after_refusal += testimony.refused > 0 ? 1U : 0U;
    }
}

}  // namespace

WriterProcess::WriterProcess(std::string const& folder, std::string const& origin, std::size_t lines,
                             std::vector<std::string> const& environment, std::vector<std::string> const& tracer)
    : lines_{lines}, traced_{!tracer.empty()}
{
    // Whoever kills a tracer leaves what it traces running, so a traced writer counts its lines itself.
    std::vector<std::string> command = tracer;
    command.insert(command.end(), {MICKLEGATE_CRASH_WRITER, folder, origin});
    if (traced_)
        command.push_back(std::to_string(lines));
    std::vector<char*> words;
    for (std::string& word : command)
        words.push_back(word.data());
    words.push_back(nullptr);
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0 || (child_ = fork()) < 0)
        throw std::runtime_error{"no child process"};
    if (child_ == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        for (std::string const& variable : environment)
            putenv(const_cast<char*>(variable.c_str()));  // lives until exec replaces all
        execvp(words.front(), words.data());
        std::_Exit(127);
    }
    close(ends[1]);
    pipe_ = ends[0];
}

WriterProcess::~WriterProcess()
{
    close(pipe_);
    if (!traced_)
        kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
}

Testimony WriterProcess::listen()
{
    Testimony testimony;
    while (testimony.acknowledged.size() + testimony.refused < lines_)
        if (!hear(testimony))
            break;
    if (!traced_)
        kill(child_, SIGKILL);
    while (hear(testimony)) {
    }
    return testimony;
}

/// False at the end: the child is gone and everything it said was heard.
bool WriterProcess::hear(Testimony& testimony)
{
    std::array<char, 4096> buffer{};
    ssize_t const n = read(pipe_, buffer.data(), buffer.size());
    if (n <= 0)
        return false;
    unread_.append(buffer.data(), static_cast<std::size_t>(n));
    for (std::size_t end = unread_.find('\n'); end != std::string::npos; end = unread_.find('\n')) {
        take(testimony, unread_.substr(0, end));
        unread_.erase(0, end + 1);
    }
    return true;
}

}  // namespace micklegate::crash
