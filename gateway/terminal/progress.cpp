#include "gateway/terminal/progress.hpp"

#include <algorithm>
#include <ostream>

namespace micklegate::terminal {
namespace {

constexpr std::size_t kBarCells = 30;
constexpr std::string_view kBackToStart = "\r\x1b[K";

}  // namespace

Progress::Progress(Console& console, std::string what, std::size_t total)
    : console_{console}, what_{std::move(what)}, total_{std::max<std::size_t>(total, 1)}
{
    draw();
}

Progress::~Progress() { finish(); }

void Progress::finish()
{
    if (console_.terminal() && drawn_percent_ != kNothingDrawn)
        console_.err() << kBackToStart << std::flush;
    drawn_percent_ = kNothingDrawn;
}

void Progress::advance(std::size_t steps) { reach(done_ + steps); }

void Progress::reach(std::size_t done)
{
    done_ = std::min(done, total_);
    draw();
}

void Progress::draw()
{
    std::size_t const percent = done_ * 100 / total_;
    if (!console_.terminal() || percent == drawn_percent_)
        return;
    drawn_percent_ = percent;
    std::size_t const full = kBarCells * percent / 100;
    console_.err() << kBackToStart << what_ << " [" << std::string(full, '#') << std::string(kBarCells - full, '.')
                   << "] " << done_ << '/' << total_ << std::flush;
}

}  // namespace micklegate::terminal
