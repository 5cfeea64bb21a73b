#include "gateway/toml/reader.hpp"

#include "gateway/base/did_you_mean.hpp"
#include "gateway/toml/parser_bounds.hpp"

#include <algorithm>

#define TOML_ASSERT(expr) static_assert(true)  // it asserts what it refuses next, such as a header's first character
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace micklegate::toml {

struct Tree {
    ::toml::table root;
};

namespace {

Problem fault_in(std::string_view file, ::toml::source_position at, std::string const& detail, std::string next)
{
    return problem(
        ProblemCode::kConfiguration,
        std::string{file} + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + detail + ".",
        std::move(next));
}

std::string guess(std::string_view word, std::vector<std::string> const& known)
{
    auto const meant = did_you_mean(word, known);
    return meant ? "Did you mean " + *meant + "?" : std::string{};
}

/// Nothing where the node is neither a text nor a whole number nor a boolean.
std::optional<boost::json::value> to_json(::toml::node const& node)
{
    if (auto const* const text = node.as_string())
        return boost::json::value(text->get());
    if (auto const* const number = node.as_integer())
        return boost::json::value(number->get());
    if (auto const* const truth = node.as_boolean())
        return boost::json::value(truth->get());
    return std::nullopt;
}

Date to_date(::toml::date day)
{
    return Date{std::chrono::year{day.year}, std::chrono::month{day.month}, std::chrono::day{day.day}};
}

/// A column is a character, however many bytes it has.
::toml::source_position position_at(std::string_view text, std::size_t byte)
{
    std::string_view const before = text.substr(0, byte);
    std::string_view const line = before.substr(before.rfind('\n') + 1);
    auto const characters = std::count_if(line.begin(), line.end(), [](char unit) { return (unit & 0xC0) != 0x80; });
    auto const lines = std::count(before.begin(), before.end(), '\n');
    return {static_cast<::toml::source_index>(lines + 1), static_cast<::toml::source_index>(characters + 1)};
}

}  // namespace

Result<File> parse(std::string_view name, std::string_view text, std::string_view advice)
{
    if (auto const harm = out_of_bounds(text))
        return fault_in(name, position_at(text, harm->byte), std::string{harm->why}, std::string{advice});
    ::toml::parse_result parsed = ::toml::parse(text, name);
    if (!parsed)
        return fault_in(name, parsed.error().source().begin, std::string{parsed.error().description()},
                        std::string{advice});
    return File{std::string{name}, std::string{advice}, std::make_shared<Tree const>(Tree{std::move(parsed).table()}),
                std::nullopt};
}

/// A table, and which of its keys were asked for.
struct Reader::Place {
    File& file;
    ::toml::table const& table;
    std::string prefix{};  ///< of keys in faults, "listen." for instance
    std::set<std::string, std::less<>> read{};

    ::toml::node const* take(std::string_view key, bool required)
    {
        read.emplace(key);
        ::toml::node const* const node = table.get(key);
        if (node == nullptr && required)
            fault_at(table.source().begin, prefix + std::string{key} + " is missing");
        return node;
    }

    std::shared_ptr<Place> inner(::toml::table const& other, std::string key = {}) const
    {
        return std::make_shared<Place>(Place{file, other, std::move(key)});
    }

    void fault_at(::toml::source_position at, std::string const& detail, std::string next = {})
    {
        if (!file.fault)
            file.fault = fault_in(file.name, at, detail, next.empty() ? file.advice : std::move(next));
    }
};

Reader::Reader(File& file) : place_{std::make_shared<Place>(Place{file, file.tree->root})} {}

bool Reader::has(std::string_view key) const { return place_->table.contains(key); }

std::vector<std::string> Reader::keys() const
{
    std::vector<std::string> found;
    for (auto const& [key, value] : place_->table)
        found.emplace_back(key.str());
    return found;
}

void Reader::refuse(std::string_view key, std::string_view detail, std::string next)
{
    ::toml::node const* const node = place_->table.get(key);
    place_->fault_at((node == nullptr ? place_->table : *node).source().begin,
                     place_->prefix + std::string{key} + " " + std::string{detail}, std::move(next));
}

void Reader::refuse_word(std::string_view key, std::string_view word, std::string_view detail,
                         std::vector<std::string> const& known)
{
    ::toml::node const* node = place_->table.get(key);
    if (auto const* const list = node == nullptr ? nullptr : node->as_array())
        for (::toml::node const& item : *list)
            if (auto const* const text = item.as_string(); text != nullptr && text->get() == word) {
                node = &item;
                break;
            }
    place_->fault_at(
        (node == nullptr ? place_->table : *node).source().begin,
        place_->prefix + std::string{key} + " names '" + std::string{word} + "', which " + std::string{detail},
        guess(word, known));
}

std::string Reader::text(std::string_view key)
{
    ::toml::node const* const node = place_->take(key, true);
    if (node == nullptr)
        return {};
    auto const* const value = node->as_string();
    if (value == nullptr || value->get().empty()) {
        refuse(key, "must be a text that is not empty");
        return {};
    }
    return value->get();
}

std::optional<std::string> Reader::text_if(std::string_view key)
{
    ::toml::node const* const node = place_->take(key, false);
    if (node == nullptr)
        return std::nullopt;
    auto const* const value = node->as_string();
    if (value == nullptr) {
        refuse(key, "must be a text in quotes");
        return std::nullopt;
    }
    return value->get();
}

std::set<std::string> Reader::texts(std::string_view key)
{
    ::toml::node const* const node = place_->take(key, true);
    if (node == nullptr)
        return {};
    std::set<std::string> found;
    auto const* const list = node->as_array();
    if (list == nullptr || list->empty()) {
        refuse(key, "must be a list of texts that is not empty");
        return {};
    }
    for (::toml::node const& item : *list) {
        auto const* const value = item.as_string();
        if (value == nullptr || value->get().empty())
            place_->fault_at(item.source().begin, std::string{key} + " must hold texts only");
        else if (!found.insert(value->get()).second)
            place_->fault_at(item.source().begin, std::string{key} + " names '" + value->get() + "' twice");
    }
    return found;
}

std::set<std::string> Reader::texts_if(std::string_view key)
{
    return place_->take(key, false) == nullptr ? std::set<std::string>{} : texts(key);
}

std::vector<std::string> Reader::text_list(std::string_view key)
{
    ::toml::node const* const node = place_->take(key, true);
    if (node == nullptr)
        return {};
    std::vector<std::string> found;
    auto const* const list = node->as_array();
    if (list == nullptr) {
        refuse(key, "must be a list of texts");
        return {};
    }
    for (::toml::node const& item : *list) {
        auto const* const value = item.as_string();
        if (value == nullptr || value->get().empty())
            place_->fault_at(item.source().begin, std::string{key} + " must hold texts only");
        else
            found.push_back(value->get());
    }
    return found;
}

int Reader::whole_number(std::string_view key)
{
    constexpr std::int64_t kMost = 1'000'000;
    if (place_->take(key, true) == nullptr)
        return 0;
    return static_cast<int>(whole_number_if(key, 0, kMost).value_or(0));
}

std::optional<std::int64_t> Reader::whole_number_if(std::string_view key, std::int64_t least, std::int64_t most)
{
    ::toml::node const* const node = place_->take(key, false);
    if (node == nullptr)
        return std::nullopt;
    auto const* const value = node->as_integer();
    if (value == nullptr || value->get() < least || value->get() > most) {
        refuse(key, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return std::nullopt;
    }
    return value->get();
}

bool Reader::flag_or(std::string_view key, bool otherwise)
{
    ::toml::node const* const node = place_->take(key, false);
    if (node == nullptr)
        return otherwise;
    auto const* const value = node->as_boolean();
    if (value == nullptr)
        refuse(key, "must be true or false");
    return value == nullptr ? otherwise : value->get();
}

Date Reader::date(std::string_view key)
{
    if (place_->take(key, true) == nullptr)
        return {};
    return date_or(key, {});
}

Date Reader::date_or(std::string_view key, Date otherwise)
{
    ::toml::node const* const node = place_->take(key, false);
    if (node == nullptr)
        return otherwise;
    auto const* const value = node->as_date();
    if (value == nullptr)
        refuse(key, "must be a date written YYYY-MM-DD without quotes");
    return value == nullptr ? otherwise : to_date(value->get());
}

std::vector<boost::json::value> Reader::scalars(std::string_view key)
{
    ::toml::node const* const node = place_->take(key, true);
    if (node == nullptr)
        return {};
    std::vector<boost::json::value> found;
    auto const* const list = node->as_array();
    if (list == nullptr || list->empty()) {
        refuse(key, "must be a list that is not empty");
        return {};
    }
    for (::toml::node const& item : *list) {
        auto value = to_json(item);
        if (!value)
            place_->fault_at(item.source().begin, std::string{key} + " must hold texts, whole numbers, true or false");
        else if (std::find(found.begin(), found.end(), *value) != found.end())
            place_->fault_at(item.source().begin, std::string{key} + " holds the same value twice");
        else
            found.push_back(*std::move(value));
    }
    return found;
}

std::map<std::string, std::string> Reader::glossary(std::string_view key)
{
    ::toml::node const* const node = place_->take(key, true);
    if (node == nullptr)
        return {};
    auto const* const table = node->as_table();
    if (table == nullptr) {
        refuse(key, "must be a table of texts");
        return {};
    }
    std::map<std::string, std::string> entries;
    Reader reader{place_->inner(*table)};
    for (auto const& [word, meaning] : *table)
        entries.emplace(word.str(), reader.text(word.str()));
    return entries;
}

std::vector<Reader> Reader::tables(std::string_view key)
{
    ::toml::node const* const node = place_->take(key, false);
    if (node == nullptr)
        return {};
    std::vector<Reader> readers;
    auto const* const list = node->as_array();
    if (list == nullptr) {
        refuse(key, "must be written as [[" + std::string{key} + "]]");
        return {};
    }
    for (::toml::node const& item : *list) {
        if (auto const* const table = item.as_table())
            readers.push_back(Reader{place_->inner(*table)});
        else
            place_->fault_at(item.source().begin, std::string{key} + " must hold tables only");
    }
    return readers;
}

std::optional<Reader> Reader::table_if(std::string_view key)
{
    ::toml::node const* const node = place_->take(key, false);
    if (node == nullptr)
        return std::nullopt;
    auto const* const table = node->as_table();
    if (table == nullptr) {
        refuse(key, "must be a table, written as [" + std::string{key} + "]");
        return std::nullopt;
    }
    return Reader{place_->inner(*table, place_->prefix + std::string{key} + ".")};
}

void Reader::refuse_unread_keys()
{
    std::vector<std::string> const known{place_->read.begin(), place_->read.end()};
    for (auto const& [key, value] : place_->table)
        if (!place_->read.contains(key.str()))
            place_->fault_at(key.source().begin, "the key '" + std::string{key.str()} + "' is not known here",
                             guess(key.str(), known));
}

}  // namespace micklegate::toml
