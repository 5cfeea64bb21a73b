#include "gateway/toml/reader.hpp"

#include "gateway/base/did_you_mean.hpp"

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

Date to_date(::toml::date day)
{
    return Date{std::chrono::year{day.year}, std::chrono::month{day.month}, std::chrono::day{day.day}};
}

}  // namespace

Result<File> parse(std::string_view name, std::string_view text, std::string_view advice)
{
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

    void fault_at(::toml::source_position at, std::string const& detail, std::optional<std::string> const& guess = {})
    {
        if (!file.fault)
            file.fault = fault_in(file.name, at, detail, guess ? "Did you mean " + *guess + "?" : file.advice);
    }
};

Reader::Reader(File& file) : place_{std::make_shared<Place>(Place{file, file.tree->root})} {}

bool Reader::has(std::string_view key) const { return place_->table.contains(key); }

void Reader::refuse(std::string_view key, std::string_view detail)
{
    ::toml::node const* const node = place_->table.get(key);
    place_->fault_at((node == nullptr ? place_->table : *node).source().begin,
                     place_->prefix + std::string{key} + " " + std::string{detail});
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

boost::json::value Reader::scalar(std::string_view key)
{
    ::toml::node const* const node = place_->take(key, true);
    if (node == nullptr)
        return nullptr;
    if (auto const* const text = node->as_string())
        return boost::json::value(text->get());
    if (auto const* const number = node->as_integer())
        return boost::json::value(number->get());
    if (auto const* const truth = node->as_boolean())
        return boost::json::value(truth->get());
    refuse(key, "must be a text, a whole number, true or false");
    return nullptr;
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
                             did_you_mean(key.str(), known));
}

}  // namespace micklegate::toml
