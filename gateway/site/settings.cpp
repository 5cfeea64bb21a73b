#include "gateway/site/settings.hpp"

#include "gateway/site/settings_table.hpp"
#include "gateway/toml/reader.hpp"

#include <algorithm>

namespace micklegate::site {
namespace {

std::string full_name(Option const& option) { return std::string{option.table} + "." + std::string{option.key}; }

struct Store {
    std::int64_t value;
    void operator()(std::string*) const {}
    void operator()(std::set<std::string>*) const {}
    void operator()(std::chrono::milliseconds* slot) const { *slot = std::chrono::milliseconds{value}; }
    void operator()(auto* slot) const { *slot = static_cast<std::remove_pointer_t<decltype(slot)>>(value); }
};

std::string bounds(Option const& option) { return std::to_string(option.least) + " to " + std::to_string(option.most); }

/// What is wrong with a text, to be read behind the option's name; empty where nothing is.
std::string misfit(Option const& option, std::string const& text)
{
    auto const length = static_cast<std::int64_t>(text.size());
    if (length < option.least || length > option.most)
        return "must have a length of " + bounds(option);
    if (std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; }))
        return "must not hold control characters";
    if (option.form != nullptr && !option.form->fits(text))
        return "must " + std::string{option.form->must};
    return {};
}

void read_list(Option const& option, toml::Reader& table, std::set<std::string>& list)
{
    if (!table.has(option.key))
        return;
    auto const given = table.text_list(option.key);
    list = {given.begin(), given.end()};
    auto const length = static_cast<std::int64_t>(given.size());
    if (length < option.least || length > option.most)
        table.refuse(option.key, "must hold " + bounds(option) + " texts");
    if (list.size() < given.size())
        table.refuse(option.key, "must name nothing twice");
    if (!std::ranges::all_of(list, option.form->fits))
        table.refuse(option.key, "must hold texts only, and each must " + std::string{option.form->must});
}

void read_option(Option const& option, toml::Reader& table, Settings& settings)
{
    Slot const slot = option.slot(settings);
    if (std::set<std::string>* const* const list = std::get_if<std::set<std::string>*>(&slot); list != nullptr)
        return read_list(option, table, **list);
    std::string* const* const text = std::get_if<std::string*>(&slot);
    if (text == nullptr) {
        if (auto const number = table.whole_number_if(option.key, option.least, option.most))
            std::visit(Store{*number}, slot);
        return;
    }
    auto given = table.text_if(option.key);
    if (!given)
        return;
    if (std::string const fault = misfit(option, *given); !fault.empty())
        table.refuse(option.key, fault);
    **text = *std::move(given);
}

/// The options of one table stand together.
void read_table(std::span<Option const> rows, toml::Reader& root, Settings& settings)
{
    auto table = root.table_if(rows.front().table);
    if (!table)
        return;
    for (Option const& option : rows)
        read_option(option, *table, settings);
    table->refuse_unread_keys();
    // One at least is in the file, for the defaults differ.
    if (rows.front().table == "listen" && !check_ports(settings))
        table->has("local_port") ? table->refuse("local_port", "must not be the same as listen.port")
                                 : table->refuse("port", "must not be the same as listen.local_port");
    if (rows.front().table == "policy" && settings.policy_approvals > settings.policy_approvers.size())
        table->refuse("approvals", "must not be more than policy.approvers has agencies");
    if (rows.front().table == "notice" && !settings.notice_smtp.empty() &&
        (settings.notice_from.empty() || settings.notice_portal.empty()))
        table->refuse("smtp", "needs notice.from and notice.portal beside it");
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
    auto parsed = toml::parse(file, text, "docs/settings.md lists every option.");
    if (!parsed)
        return parsed.error();
    toml::Reader root{*parsed};
    Settings settings;
    for (auto rows = options(); !rows.empty();) {
        auto const other =
            std::ranges::find_if(rows, [&](Option const& row) { return row.table != rows.front().table; });
        auto const count = static_cast<std::size_t>(other - rows.begin());
        read_table(rows.first(count), root, settings);
        rows = rows.subspan(count);
    }
    root.refuse_unread_keys();
    if (parsed->fault)
        return *parsed->fault;
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
               std::to_string(option.least) + " to " + std::to_string(option.most) + std::string{unit_of(slot)} +
               " | " + std::string{option.about} + " |\n";
    }
    return out;
}

}  // namespace micklegate::site
