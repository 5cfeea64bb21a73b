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
    /// Every key of the table, in order, for a table whose keys are the file's own choice.
    [[nodiscard]] std::vector<std::string> keys() const;
    [[nodiscard]] std::string text(std::string_view key);
    /// May be an empty text; nothing where the key is absent.
    [[nodiscard]] std::optional<std::string> text_if(std::string_view key);
    [[nodiscard]] std::set<std::string> texts(std::string_view key);
    /// Not empty where the key is present.
    [[nodiscard]] std::set<std::string> texts_if(std::string_view key);
    /// In the order written; may be empty.
    [[nodiscard]] std::vector<std::string> text_list(std::string_view key);
    [[nodiscard]] int whole_number(std::string_view key);
    /// Both bounds included; nothing where the key is absent.
    [[nodiscard]] std::optional<std::int64_t> whole_number_if(std::string_view key, std::int64_t least,
                                                              std::int64_t most);
    [[nodiscard]] bool flag_or(std::string_view key, bool otherwise);
    [[nodiscard]] Date date(std::string_view key);
    [[nodiscard]] Date date_or(std::string_view key, Date otherwise);
    /// Texts, whole numbers or booleans; not empty, none twice.
    [[nodiscard]] std::vector<boost::json::value> scalars(std::string_view key);
    /// A table whose keys are the file's own choice and whose values are texts.
    [[nodiscard]] std::map<std::string, std::string> glossary(std::string_view key);
    [[nodiscard]] std::vector<Reader> tables(std::string_view key);
    /// Nothing where the key is absent; faults in it name "key.".
    [[nodiscard]] std::optional<Reader> table_if(std::string_view key);

    /// A fault at the key's value, or at the table where the key is missing; `next` says what to do about it where the
    /// file's own advice does not.
    void refuse(std::string_view key, std::string_view detail, std::string next = {});
    /// A fault at the first of the key's items that is `word`, with a guess which of the known words was meant.
    void refuse_word(std::string_view key, std::string_view word, std::string_view detail,
                     std::vector<std::string> const& known);
    /// Guesses, among the keys that were asked for, which one a stray key was meant to be.
    void refuse_unread_keys();

private:
    struct Place;

    explicit Reader(std::shared_ptr<Place> place) : place_{std::move(place)} {}

    std::shared_ptr<Place> place_;
};

}  // namespace micklegate::toml
