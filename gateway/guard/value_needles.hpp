// The needles of each kind of value; private to this folder.
#pragma once

#include "gateway/guard/needles.hpp"
#include "gateway/guard/squashed.hpp"

namespace micklegate::guard {

/// needles_of() without its bound: for what this message itself withholds.
[[nodiscard]] std::vector<Needle> all_needles_of(std::string_view field_class, std::string_view value);
[[nodiscard]] std::vector<Needle> address_needles(std::string_view value);
/// Telephone numbers and e-mail addresses, one or several.
[[nodiscard]] std::vector<Needle> contact_needles(std::string_view value);
/// Names, one or several, or a person's number or date.
[[nodiscard]] std::vector<Needle> person_needles(std::string_view value);
[[nodiscard]] std::vector<Needle> prison_needles(std::string_view value);
/// Each prison known here as text calls it one: "HMP Hull", "Hull prison".
[[nodiscard]] std::vector<Needle> every_prison_by_title();
[[nodiscard]] std::vector<Needle> school_needles(std::string_view value);

/// Keeps each needle once, and none that is empty or longer than a mark can tell.
void add_needle(std::vector<Needle>& needles, Reach reach, std::string squashed);
/// The whole of a value, unless it is too short or too ordinary to stand in a text for nothing else.
void add_whole(std::vector<Needle>& needles, Squashed const& value);
/// Whether words [first, last) all have one of these roles.
[[nodiscard]] bool only(Roles roles, Squashed const& words, std::size_t first, std::size_t last);
/// Calls `see` with each part of the value between any of these characters.
template <class See>
void each_part(std::string_view value, std::string_view separators, See const& see)
{
    while (!value.empty()) {
        std::size_t const end = value.find_first_of(separators);
        see(value.substr(0, end));
        value.remove_prefix(end == std::string_view::npos ? value.size() : end + 1);
    }
}

}  // namespace micklegate::guard
