#include "gateway/site/settings.hpp"

#include "gateway/base/did_you_mean.hpp"
#include "gateway/site/settings_table.hpp"

#include <algorithm>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace micklegate::site {
namespace {

constexpr char const* kReference = "docs/settings.md lists every option.";

Problem fault(std::string_view file, toml::source_position const& at, std::string detail, std::string next = kReference)
{
    return problem(
        ProblemCode::kConfiguration,
        std::string{file} + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + std::move(detail),
        std::move(next));
}

std::string hint(std::string_view word, std::vector<std::string> const& known)
{
    std::optional<std::string> const guess = did_you_mean(word, known);
    return guess ? "Did you mean " + *guess + "?" : kReference;
}

std::vector<std::string> table_names()
{
    std::vector<std::string> names;
    for (Option const& option : options())
        if (names.empty() || names.back() != option.table)
            names.emplace_back(option.table);
    return names;
}

std::vector<std::string> keys_of(std::string_view table)
{
    std::vector<std::string> keys;
    for (Option const& option : options())
        if (option.table == table)
            keys.emplace_back(option.key);
    return keys;
}

std::string full_name(Option const& option) { return std::string{option.table} + "." + std::string{option.key}; }

Problem out_of_bounds(std::string_view file, toml::node const& node, Option const& option, std::string_view what)
{
    return fault(file, node.source().begin,
                 full_name(option) + std::string{what} + std::to_string(option.least) + " to " +
                     std::to_string(option.most) + ".");
}

struct Store {
    std::int64_t value;
    void operator()(std::string*) const {}
    void operator()(std::chrono::milliseconds* slot) const { *slot = std::chrono::milliseconds{value}; }
    void operator()(auto* slot) const { *slot = static_cast<std::remove_pointer_t<decltype(slot)>>(value); }
};

Result<void> assign(Option const& option, toml::node const& node, std::string_view file, Settings& settings)
{
    Slot const slot = option.slot(settings);
    if (std::string* const* const text = std::get_if<std::string*>(&slot)) {
        if (!node.is_string())
            return fault(file, node.source().begin, full_name(option) + " must be a text in quotes.");
        **text = *node.value<std::string>();
        auto const length = static_cast<std::int64_t>((*text)->size());
        if (length < option.least || length > option.most)
            return out_of_bounds(file, node, option, " must have a length of ");
        if (std::ranges::any_of(**text, [](unsigned char c) { return c < 0x20 || c == 0x7f; }))
            return fault(file, node.source().begin, full_name(option) + " must not hold control characters.");
        if (option.form != nullptr && !option.form->fits(**text))
            return fault(file, node.source().begin,
                         full_name(option) + " must " + std::string{option.form->must} + ".");
        return {};
    }
    if (!node.is_integer())
        return fault(file, node.source().begin, full_name(option) + " must be a whole number.");
    std::int64_t const number = *node.value<std::int64_t>();
    if (number < option.least || number > option.most)
        return out_of_bounds(file, node, option, " must be ");
    std::visit(Store{number}, slot);
    return {};
}

Result<void> assign_table(std::string_view table, toml::table const& content, std::string_view file, Settings& settings)
{
    for (auto const& [key, node] : content) {
        auto const option = std::ranges::find_if(
            options(), [&](Option const& row) { return row.table == table && row.key == key.str(); });
        if (option == options().end())
            return fault(file, key.source().begin, "this key is not an option of [" + std::string{table} + "].",
                         hint(key.str(), keys_of(table)));
        if (Result<void> const assigned = assign(*option, node, file, settings); !assigned)
            return assigned;
    }
    return {};
}

/// Where the file says one of them; one at least is not the default, for the defaults differ.
toml::source_position place_of_ports(toml::table const& root)
{
    toml::table const& listen = *root["listen"].as_table();
    return (listen.contains("local_port") ? listen["local_port"] : listen["port"]).node()->source().begin;
}

}  // namespace

Result<void> check_ports(Settings const& settings)
{
    if (settings.port != 0 && settings.port == settings.local_port)
        return problem(ProblemCode::kConfiguration, "listen.port and listen.local_port must not be the same.",
                       "Give one of them another number.");
    return {};
}

std::string Settings::origin() const { return log_origin.empty() ? "micklegate.example/" + site_name : log_origin; }

std::string Settings::public_url() const { return url.empty() ? "https://127.0.0.1:" + std::to_string(port) : url; }

Result<Settings> parse_settings(std::string_view text, std::string_view file)
{
    toml::parse_result const parsed = toml::parse(text);
    if (!parsed)
        return fault(file, parsed.error().source().begin, std::string{parsed.error().description()} + ".");
    Settings settings;
    std::vector<std::string> const tables = table_names();
    for (auto const& [name, node] : parsed.table()) {
        bool const known = std::ranges::find(tables, name.str()) != tables.end();
        if (!known || !node.is_table())
            return fault(file, name.source().begin, "this is not a table of options.", hint(name.str(), tables));
        if (Result<void> const assigned = assign_table(name.str(), *node.as_table(), file, settings); !assigned)
            return assigned.error();
    }
    if (Result<void> const distinct = check_ports(settings); !distinct)
        return fault(file, place_of_ports(parsed.table()), distinct.error().detail, distinct.error().next);
    return settings;
}

std::string settings_toml(Settings const& settings)
{
    Settings chosen = settings;
    Settings defaults;
    std::string out = "# The settings of this site. A line behind # shows a default.\n";
    std::string_view table;
    for (Option const& option : options()) {
        if (option.table != table)
            out += "\n[" + std::string{option.table} + "]\n";
        table = option.table;
        std::string const value = value_text(option.slot(chosen));
        bool const is_default = value == value_text(option.slot(defaults));
        out += "# " + std::string{option.about} + "\n" + (is_default ? "# " : "") + std::string{option.key} + " = " +
               value + "\n";
    }
    return out;
}

std::string settings_reference()
{
    Settings defaults;
    std::string out =
        "# Settings\n\nEvery option of a site's `micklegate.toml`. An unknown key, a wrong type or a value out of "
        "bounds stops the gateway\nwith the line and column. There is no option that weakens durability: a "
        "message is synced to disk before it is answered.\n\n"
        "| option | type | default | bounds | what it is for |\n|---|---|---|---|---|\n";
    for (Option const& option : options()) {
        Slot const slot = option.slot(defaults);
        out += "| `" + full_name(option) + "` | " + std::string{type_name(slot)} + " | `" + value_text(slot) + "` | " +
               std::to_string(option.least) + " to " + std::to_string(option.most) +
               (std::holds_alternative<std::string*>(slot) ? " characters" : "") + " | " + std::string{option.about} +
               " |\n";
    }
    return out;
}

}  // namespace micklegate::site
