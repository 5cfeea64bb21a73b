// Strict reading of one TOML table: every key is asked for, and a key nobody asked for is refused with line and column.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/base/result.hpp"

#include <boost/json/value.hpp>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace micklegate::toml {

struct Tree;  // the parsed text; known to reader.cpp only

/// A file and the first fault found in it; later faults are mostly its echoes.
struct File {
    std::string name;
    std::string advice;  ///< what to do next about a fault, where nothing better is known
    std::shared_ptr<Tree const> tree;
    std::optional<Problem> fault;
};

[[nodiscard]] Result<File> parse(std::string_view name, std::string_view text, std::string_view advice);

/// Reads answer an empty value after a fault, so that a loader reads straight down and asks the file once at its end.
class Reader {
public:
    /// Of the whole file, which must outlive its readers.
    explicit Reader(File& file);

    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] std::string text(std::string_view key);
    /// May be an empty text; nothing where the key is absent.
    [[nodiscard]] std::optional<std::string> text_if(std::string_view key);
    [[nodiscard]] std::set<std::string> texts(std::string_view key);
    [[nodiscard]] int whole_number(std::string_view key);
    /// Both bounds included; nothing where the key is absent.
    [[nodiscard]] std::optional<std::int64_t> whole_number_if(std::string_view key, std::int64_t least,
                                                              std::int64_t most);
    [[nodiscard]] bool flag_or(std::string_view key, bool otherwise);
    [[nodiscard]] Date date(std::string_view key);
    [[nodiscard]] Date date_or(std::string_view key, Date otherwise);
    /// A text, a whole number or a boolean.
    [[nodiscard]] boost::json::value scalar(std::string_view key);
    /// A table whose keys are the file's own choice and whose values are texts.
    [[nodiscard]] std::map<std::string, std::string> glossary(std::string_view key);
    [[nodiscard]] std::vector<Reader> tables(std::string_view key);
    /// Nothing where the key is absent; faults in it name "key.".
    [[nodiscard]] std::optional<Reader> table_if(std::string_view key);

    /// A fault at the key's value, or at the table where the key is missing.
    void refuse(std::string_view key, std::string_view detail);
    /// Guesses, among the keys that were asked for, which one a stray key was meant to be.
    void refuse_unread_keys();

private:
    struct Place;

    explicit Reader(std::shared_ptr<Place> place) : place_{std::move(place)} {}

    std::shared_ptr<Place> place_;
};

}  // namespace micklegate::toml
