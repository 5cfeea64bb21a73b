// A process that can open no further file for as long as this lives: what a flood of connections makes of one.
#pragma once

#include <sys/resource.h>
#include <unistd.h>

namespace micklegate::test {

/// The undefined-behaviour sanitizer looks at an object through a pipe, and reports each that it cannot open one for.
#ifdef __SANITIZE_ADDRESS__
inline constexpr bool kSanitizerNeedsDescriptors = true;
#else
inline constexpr bool kSanitizerNeedsDescriptors = false;
#endif

class NoDescriptors {
public:
    /// `but` as many as this can still be opened.
    explicit NoDescriptors(unsigned but = 0)
    {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        int const next = ::dup(STDERR_FILENO);
        ::close(next);
        rlimit const none{static_cast<rlim_t>(next) + but, before_.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &none);
    }
    NoDescriptors(NoDescriptors const&) = delete;
    NoDescriptors& operator=(NoDescriptors const&) = delete;
    ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }

private:
    rlimit before_{};
};

}  // namespace micklegate::test
