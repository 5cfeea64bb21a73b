// Windows-1252, the encoding of the national school register's files.
#pragma once

#include <string>
#include <string_view>

namespace micklegate::registers {

/// As UTF-8. Every byte means something: the five the code page leaves open become U+FFFD.
[[nodiscard]] std::string utf8_from_windows_1252(std::string_view text);

}  // namespace micklegate::registers
