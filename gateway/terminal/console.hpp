// What a command says and to whom: results to `out`, remarks and progress to `err`, colour only where a person looks.
#pragma once

#include "gateway/base/problem.hpp"

#include <boost/json/value.hpp>

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::terminal {

class Console {
public:
    /// `terminal`: a person watches `err`. `colour`: NO_COLOR is unset and TERM is able.
    Console(std::ostream& out, std::ostream& err, bool terminal, bool colour);
    [[nodiscard]] static Console of_this_process();

    /// One line of the command's result.
    void print(std::string_view line);
    /// A whole JSON result, on one line.
    void print_json(boost::json::value const& value);
    /// Columns aligned by their widest cell; the first row is the heading.
    void print_table(std::vector<std::vector<std::string>> const& rows);
    /// The table's next rows: the heading is shown with the first of them only, and no column becomes narrower than it
    /// was in `widths`.
    void print_part(std::vector<std::vector<std::string>> const& rows, std::vector<std::size_t>& widths);
    /// For the person, not for the pipe: silent when nobody watches.
    void remark(std::string_view line);
    /// For the person and for the log that keeps `err`: news that is no complaint.
    void announce(std::string_view line);
    /// What was printed reaches a pipe's reader now; for commands that wait between results.
    void flush();
    /// Flushes; false when something printed was lost, to a full disk for instance.
    [[nodiscard]] bool written();
    /// "micklegate: what. next."
    void complain(Problem const& problem);

    [[nodiscard]] bool terminal() const noexcept { return terminal_; }
    [[nodiscard]] std::ostream& err() noexcept { return err_; }

private:
    std::ostream& out_;
    std::ostream& err_;
    bool terminal_;
    bool colour_;
};

/// Characters a terminal shows for UTF-8 text, one per code point.
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

}  // namespace micklegate::terminal
