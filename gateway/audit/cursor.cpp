#include "gateway/audit/cursor.hpp"

#include "gateway/base/bytes.hpp"

namespace micklegate::audit {

std::string cursor_text(Cursor const& cursor)
{
    std::string bytes;
    append_be64(bytes, cursor.search);
    append_be64(bytes, cursor.below);
    return hex(as_bytes(bytes));
}

std::optional<Cursor> read_cursor(std::string_view text)
{
    auto const bytes = from_hex(text);
    if (!bytes || bytes->size() != 2 * sizeof(Sequence))
        return std::nullopt;
    ByteView const both{*bytes};
    Cursor const cursor{read_be64(both.first(8)), read_be64(both.subspan(8))};
    return cursor.below <= cursor.search ? std::optional{cursor} : std::nullopt;
}

}  // namespace micklegate::audit
