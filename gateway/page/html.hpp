// The little HTML that a report is made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace micklegate::page {

/// Other people's text as text of a page; control characters, those that turn the direction included, become '?'.
[[nodiscard]] std::string escaped(std::string_view text);

/// `<name attributes>inner</name>`; `inner` is HTML.
[[nodiscard]] std::string element(std::string_view name, std::string_view inner, std::string_view attributes = {});

/// A table with a caption, for ears too: the first cell of a row is its heading. Cells are HTML.
[[nodiscard]] std::string table(std::string_view caption, std::vector<std::string> const& headings,
                                std::vector<std::vector<std::string>> const& rows);

/// A whole page with nothing in it that is fetched or run. `body` is HTML.
[[nodiscard]] std::string whole_page(std::string_view title, std::string_view body);

}  // namespace micklegate::page
