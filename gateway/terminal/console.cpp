#include "gateway/terminal/console.hpp"

#include "gateway/terminal/safe_text.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace micklegate::terminal {
namespace {

constexpr std::string_view kRed = "\x1b[31m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kPlain = "\x1b[0m";

bool wants_colour()
{
    char const* const no_color = std::getenv("NO_COLOR");
    char const* const term = std::getenv("TERM");
    return (no_color == nullptr || *no_color == '\0') && term != nullptr && std::string_view{term} != "dumb";
}

void widen(std::vector<std::size_t>& widths, std::vector<std::vector<std::string>> const& rows)
{
    for (auto const& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], display_width(row[i]));
    }
}

std::string aligned(std::vector<std::string> const& row, std::vector<std::size_t> const& widths)
{
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
        line += row[i];
        if (i + 1 < row.size())
            line.append(widths[i] - display_width(row[i]) + 2, ' ');
    }
    return line;
}

}  // namespace

Console::Console(std::ostream& out, std::ostream& err, bool terminal, bool colour)
    : out_{out}, err_{err}, terminal_{terminal}, colour_{colour}
{
}

Console Console::of_this_process()
{
    bool const terminal = ::isatty(STDERR_FILENO) == 1;
    return Console{std::cout, std::cerr, terminal, terminal && wants_colour()};
}

void Console::print(std::string_view line) { out_ << line << '\n'; }

void Console::print_json(boost::json::value const& value) { out_ << json_text(value) << '\n'; }

void Console::print_table(std::vector<std::vector<std::string>> const& rows)
{
    std::vector<std::size_t> widths;
    print_part(rows, widths);
}

void Console::print_part(std::vector<std::vector<std::string>> const& rows, std::vector<std::size_t>& widths)
{
    bool const begins = widths.empty();
    bool const bold = begins && colour_ && ::isatty(STDOUT_FILENO) == 1;
    widen(widths, rows);
    if (begins && !rows.empty())
        out_ << (bold ? kBold : "") << aligned(rows.front(), widths) << (bold ? kPlain : "") << '\n';
    for (std::size_t i = 1; i < rows.size(); ++i)
        out_ << aligned(rows[i], widths) << '\n';
}

void Console::remark(std::string_view line)
{
    if (terminal_)
        err_ << line << '\n';
}

void Console::announce(std::string_view line) { err_ << "micklegate: " << line << std::endl; }

bool Console::written()
{
    out_.flush();
    return out_.good();
}

void Console::flush() { out_.flush(); }

void Console::complain(Problem const& problem)
{
    err_ << (colour_ ? kRed : "") << "micklegate:" << (colour_ ? kPlain : "") << ' ' << one_line(problem) << std::endl;
}

std::size_t display_width(std::string_view text) noexcept
{
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & '\xc0') != '\x80'; }));
}

}  // namespace micklegate::terminal
