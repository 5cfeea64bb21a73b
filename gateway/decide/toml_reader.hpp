// Strict reading of one TOML table: every key is asked for, and a key nobody asked for is refused with line and column.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/base/result.hpp"

#include <boost/json/value.hpp>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace micklegate::decide {

/// A file and the first fault found in it; later faults are mostly its echoes.
struct TomlFile {
    std::string name;
    toml::table root;
    std::optional<Problem> fault;
};

[[nodiscard]] Result<TomlFile> parse_toml(std::string_view name, std::string_view text);

/// Reads answer an empty value after a fault, so that a loader reads straight down and asks the file once at its end.
class TomlReader {
public:
    TomlReader(TomlFile& file, toml::table const& table) : file_{&file}, table_{&table} {}

    [[nodiscard]] std::string text(std::string_view key);
    [[nodiscard]] std::set<std::string> texts(std::string_view key);
    [[nodiscard]] int whole_number(std::string_view key);
    [[nodiscard]] bool flag_or(std::string_view key, bool otherwise);
    [[nodiscard]] Date date(std::string_view key);
    [[nodiscard]] Date date_or(std::string_view key, Date otherwise);
    /// A text, a whole number or a boolean.
    [[nodiscard]] boost::json::value scalar(std::string_view key);
    /// A table whose keys are the file's own choice and whose values are texts.
    [[nodiscard]] std::map<std::string, std::string> glossary(std::string_view key);
    [[nodiscard]] std::vector<TomlReader> tables(std::string_view key);

    /// A fault at the key's value, or at the table where the key is missing.
    void refuse(std::string_view key, std::string_view detail);
    void refuse_unread_keys();

private:
    [[nodiscard]] toml::node const* take(std::string_view key, bool required);
    void fault_at(toml::source_position at, std::string const& detail);

    TomlFile* file_;
    toml::table const* table_;
    std::set<std::string, std::less<>> read_;
};

}  // namespace micklegate::decide
