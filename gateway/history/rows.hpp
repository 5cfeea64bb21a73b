// The rows that lead to a record's changes: one letter for the projection, one for what the row is of, the register's
// name ended by NUL, a keyed hash, and the index of the entry that said so.
#pragma once

#include "gateway/base/bytes.hpp"
#include "gateway/model/ids.hpp"

#include <string>
#include <string_view>

namespace micklegate::history {

inline constexpr char kRecord = 'r';  ///< a change of the record
inline constexpr char kAlias = 'a';   ///< another reference of the record, which is the row's value
inline constexpr char kToken = 't';   ///< the record, which is the row's value, can be found by it

inline std::string rows_of(char of, std::string_view register_name)
{
    std::string key{"c"};
    key += of;
    key += register_name;
    key += '\0';
    return key;
}

inline std::string rows_of(char of, std::string_view register_name, std::string_view hash)
{
    return rows_of(of, register_name) + std::string{hash};
}

inline std::string row_of(char of, std::string_view register_name, std::string_view hash, Sequence index)
{
    std::string key = rows_of(of, register_name, hash);
    append_be64(key, index);
    return key;
}

inline Sequence index_of_row(std::string_view key) { return read_be64(as_bytes(key.substr(key.size() - 8))); }

}  // namespace micklegate::history
