// Rows of what was decided about a subject: found by the subject, one for each entry that decided it.
#pragma once

#include "gateway/base/bytes.hpp"
#include "gateway/model/ids.hpp"

#include <string>

namespace micklegate::keep {

/// What the keys of all of a subject's rows begin with.
inline std::string rows_of(std::string_view prefix, std::string_view subject)
{
    return std::string{prefix} + std::string{subject} + '\0';
}

inline std::string row_of(std::string_view prefix, std::string_view subject, Sequence index)
{
    std::string key = rows_of(prefix, subject);
    append_be64(key, index);
    return key;
}

inline Sequence index_of_row(std::string_view key) { return read_be64(as_bytes(key.substr(key.size() - 8))); }

inline std::string_view subject_of_row(std::string_view prefix, std::string_view key)
{
    return key.substr(prefix.size(), key.size() - prefix.size() - 1 - 8);
}

}  // namespace micklegate::keep
