// Where a search goes on: text that only the search it belongs to takes back.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/model/ids.hpp"

#include <optional>

namespace micklegate::audit {

struct Cursor {
    Sequence search = 0;  ///< the entry that recorded it
    Sequence below = 0;
};

[[nodiscard]] std::string cursor_text(Cursor const& cursor);
/// Nothing where the text is no cursor, or one that leads out of its search.
[[nodiscard]] std::optional<Cursor> read_cursor(std::string_view text);

}  // namespace micklegate::audit
