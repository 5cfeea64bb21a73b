// A progress bar for long work: on a terminal it moves, in a pipe it stays silent.
#pragma once

#include "gateway/terminal/console.hpp"

namespace micklegate::terminal {

class Progress {
public:
    Progress(Console& console, std::string what, std::size_t total);
    ~Progress();
    Progress(Progress const&) = delete;
    Progress& operator=(Progress const&) = delete;

    void advance(std::size_t steps = 1);
    /// To `done` steps in all.
    void reach(std::size_t done);
    /// Takes the bar away, so that results can follow; the destructor does so too.
    void finish();

private:
    static constexpr std::size_t kNothingDrawn = 101;
    void draw();

    Console& console_;
    std::string what_;
    std::size_t total_;
    std::size_t done_ = 0;
    std::size_t drawn_percent_ = kNothingDrawn;
};

}  // namespace micklegate::terminal
