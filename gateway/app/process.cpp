#include "gateway/app/process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <ctime>

namespace micklegate::app {
namespace {

sigset_t ours()
{
    sigset_t set;
    sigemptyset(&set);
    for (int const signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&set, signal);
    return set;
}

}  // namespace

Signals::Signals()
{
    sigset_t const set = ours();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

bool Signals::wait_for_stop(std::chrono::milliseconds longest) const
{
    sigset_t const set = ours();
    timespec const time{longest.count() / 1000, longest.count() % 1000 * 1'000'000};
    int const signal = sigtimedwait(&set, nullptr, &time);
    return signal == SIGTERM || signal == SIGINT;
}

void hold_standard_streams()
{
    int taken = 0;
    do
        taken = ::open("/dev/null", O_RDONLY);
    while (taken >= 0 && taken <= STDERR_FILENO);
    ::close(taken);
}

std::size_t raise_descriptor_limit()
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    rlimit const raised{limit.rlim_max, limit.rlim_max};
    return setrlimit(RLIMIT_NOFILE, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur;
}

void keep_memory_private()
{
    rlimit const none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

}  // namespace micklegate::app
