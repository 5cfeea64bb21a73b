// A crash_writer as a child process: started, listened to, killed.
#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

namespace micklegate::crash {

/// What a writer said: which id it acknowledged at which index, and how often it refused.
struct Testimony {
    std::map<std::string, std::uint64_t> acknowledged;
    std::size_t refused = 0;
    std::size_t acknowledged_after_refusal = 0;
    std::string unopened;  ///< why the store did not open; empty where it did
};

class WriterProcess {
public:
    /// Says `lines` lines, and is killed or ends itself. `environment` is added to this process's own, as NAME=value;
    /// `tracer` is a command that runs the writer.
    WriterProcess(std::string const& folder, std::string const& origin, std::size_t lines,
                  std::vector<std::string> const& environment = {}, std::vector<std::string> const& tracer = {});
    /// Kills and reaps a child that still runs.
    ~WriterProcess();
    WriterProcess(WriterProcess const&) = delete;
    WriterProcess& operator=(WriterProcess const&) = delete;

    /// Until all its lines were said or it ended. Without a tracer it is then killed (SIGKILL); the rest is heard out.
    [[nodiscard]] Testimony listen();

private:
    bool hear(Testimony& testimony);

    std::size_t lines_;
    bool traced_;
    pid_t child_ = -1;
    int pipe_ = -1;
    std::string unread_;
};

}  // namespace micklegate::crash
