#include "gateway/decide/toml_reader.hpp"

namespace micklegate::decide {
namespace {

Problem fault_in(std::string_view file, toml::source_position at, std::string const& detail)
{
    return problem(
        ProblemCode::kConfiguration,
        std::string{file} + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + detail + ".",
        "policies/README.md says what each key means.");
}

Date to_date(toml::date day)
{
    return Date{std::chrono::year{day.year}, std::chrono::month{day.month}, std::chrono::day{day.day}};
}

}  // namespace

Result<TomlFile> parse_toml(std::string_view name, std::string_view text)
{
    toml::parse_result parsed = toml::parse(text, name);
    if (!parsed)
        return fault_in(name, parsed.error().source().begin, std::string{parsed.error().description()});
    return TomlFile{std::string{name}, std::move(parsed).table(), std::nullopt};
}

void TomlReader::fault_at(toml::source_position at, std::string const& detail)
{
    if (!file_->fault)
        file_->fault = fault_in(file_->name, at, detail);
}

void TomlReader::refuse(std::string_view key, std::string_view detail)
{
    toml::node const* const node = table_->get(key);
    fault_at((node == nullptr ? *table_ : *node).source().begin, std::string{key} + " " + std::string{detail});
}

toml::node const* TomlReader::take(std::string_view key, bool required)
{
    read_.emplace(key);
    toml::node const* const node = table_->get(key);
    if (node == nullptr && required)
        refuse(key, "is missing");
    return node;
}

std::string TomlReader::text(std::string_view key)
{
    toml::node const* const node = take(key, true);
    if (node == nullptr)
        return {};
    auto const* const value = node->as_string();
    if (value == nullptr || value->get().empty()) {
        refuse(key, "must be a text that is not empty");
        return {};
    }
    return value->get();
}

std::set<std::string> TomlReader::texts(std::string_view key)
{
    toml::node const* const node = take(key, true);
    if (node == nullptr)
        return {};
    std::set<std::string> found;
    auto const* const list = node->as_array();
    if (list == nullptr || list->empty()) {
        refuse(key, "must be a list of texts that is not empty");
        return {};
    }
    for (toml::node const& item : *list) {
        auto const* const value = item.as_string();
        if (value == nullptr || value->get().empty())
            fault_at(item.source().begin, std::string{key} + " must hold texts only");
        else if (!found.insert(value->get()).second)
            fault_at(item.source().begin, std::string{key} + " names '" + value->get() + "' twice");
    }
    return found;
}

int TomlReader::whole_number(std::string_view key)
{
    constexpr std::int64_t kMost = 1'000'000;
    toml::node const* const node = take(key, true);
    if (node == nullptr)
        return 0;
    auto const* const value = node->as_integer();
    if (value == nullptr || value->get() < 0 || value->get() > kMost) {
        refuse(key, "must be a whole number from 0 to 1000000");
        return 0;
    }
    return static_cast<int>(value->get());
}

bool TomlReader::flag_or(std::string_view key, bool otherwise)
{
    toml::node const* const node = take(key, false);
    if (node == nullptr)
        return otherwise;
    auto const* const value = node->as_boolean();
    if (value == nullptr)
        refuse(key, "must be true or false");
    return value == nullptr ? otherwise : value->get();
}

Date TomlReader::date(std::string_view key)
{
    if (take(key, true) == nullptr)
        return {};
    return date_or(key, {});
}

Date TomlReader::date_or(std::string_view key, Date otherwise)
{
    toml::node const* const node = take(key, false);
    if (node == nullptr)
        return otherwise;
    auto const* const value = node->as_date();
    if (value == nullptr)
        refuse(key, "must be a date written YYYY-MM-DD without quotes");
    return value == nullptr ? otherwise : to_date(value->get());
}

boost::json::value TomlReader::scalar(std::string_view key)
{
    toml::node const* const node = take(key, true);
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

std::map<std::string, std::string> TomlReader::glossary(std::string_view key)
{
    toml::node const* const node = take(key, true);
    if (node == nullptr)
        return {};
    auto const* const table = node->as_table();
    if (table == nullptr) {
        refuse(key, "must be a table of texts");
        return {};
    }
    std::map<std::string, std::string> entries;
    TomlReader reader{*file_, *table};
    for (auto const& [word, meaning] : *table)
        entries.emplace(word.str(), reader.text(word.str()));
    return entries;
}

std::vector<TomlReader> TomlReader::tables(std::string_view key)
{
    toml::node const* const node = take(key, false);
    if (node == nullptr)
        return {};
    std::vector<TomlReader> readers;
    auto const* const list = node->as_array();
    if (list == nullptr) {
        refuse(key, "must be written as [[" + std::string{key} + "]]");
        return {};
    }
    for (toml::node const& item : *list) {
        if (auto const* const table = item.as_table())
            readers.emplace_back(*file_, *table);
        else
            fault_at(item.source().begin, std::string{key} + " must hold tables only");
    }
    return readers;
}

void TomlReader::refuse_unread_keys()
{
    for (auto const& [key, value] : *table_)
        if (!read_.contains(key.str()))
            fault_at(key.source().begin, "the key '" + std::string{key.str()} + "' is not known here");
}

}  // namespace micklegate::decide
