// The days on which a school goes its own way: its terms, its INSET days, a morning of snow.
#pragma once

#include "gateway/base/moment.hpp"

#include <map>
#include <optional>
#include <vector>

namespace micklegate::registers {

/// Of one school, where its days are other than its partnership's.
class OwnDays {
public:
    struct Span {
        Date from;
        Date to;  ///< included
        bool open = false;
    };

    void add(Span span) { spans_.push_back(span); }
    /// Whether the school says that it is open, or closed; nothing where it says nothing. Closed is what counts where
    /// it says both: an INSET day within a term.
    [[nodiscard]] std::optional<bool> open_on(Date day) const noexcept;

private:
    std::vector<Span> spans_;
};

class SchoolDays {
public:
    /// CSV with the columns urn, from, to, why and is, UTF-8: `is` says open or closed, and an empty `to` is the day of
    /// `from` alone. A bad row is named by its line.
    [[nodiscard]] static Result<SchoolDays> import(std::string_view text);

    /// Null where the school has none of its own. Lives as long as this.
    [[nodiscard]] OwnDays const* of(std::string_view urn) const noexcept;
    [[nodiscard]] std::size_t schools() const noexcept { return by_urn_.size(); }

private:
    std::map<std::string, OwnDays, std::less<>> by_urn_;
};

}  // namespace micklegate::registers
