#include "gateway/commit/setup_state.hpp"

#include <algorithm>

namespace micklegate::commit {
namespace {

constexpr std::string_view kPrefix = "g";
constexpr char kSeparator = '\0';

bool is_setup(EntryKind kind) noexcept
{
    return kind == EntryKind::kAgency || kind == EntryKind::kRegister || kind == EntryKind::kKey ||
           kind == EntryKind::kSettings;
}

/// An agency stands where agencies stand; of the other parts the code says which it is.
std::string const& name_in(Entry const& entry) { return entry.kind == EntryKind::kAgency ? entry.agency : entry.code; }

std::string key_of(Entry const& entry) { return std::string{kPrefix} + static_cast<char>(entry.kind) + name_in(entry); }

std::string joined(std::vector<std::string> const& state)
{
    std::string text;
    for (std::string const& aspect : state)
        text += aspect + kSeparator;
    return text;
}

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> state;
    for (std::size_t end = text.find(kSeparator); end != std::string_view::npos; end = text.find(kSeparator)) {
        state.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return state;
}

bool is_suspended(std::vector<std::string> const& state)
{
    return std::ranges::find(state, "suspended=yes") != state.end();
}

/// Names of the aspects that are not as they were.
std::string changed_aspects(std::vector<std::string> const& before, std::vector<std::string> const& now)
{
    std::string names;
    for (std::string const& aspect : now)
        if (std::ranges::find(before, aspect) == before.end())
            names += (names.empty() ? "" : ", ") + aspect.substr(0, aspect.find('='));
    return names;
}

std::string code_of(std::vector<std::string> const& before, std::vector<std::string> const& now)
{
    if (is_suspended(before) != is_suspended(now))
        return is_suspended(now) ? "suspended" : "resumed";
    return "changed";
}

Entry entry_of(SetupPart const& part, std::vector<std::string> const* before)
{
    Entry entry;
    entry.kind = part.kind;
    entry.state = part.state;
    entry.why = before == nullptr ? "First recorded." : "Changed: " + changed_aspects(*before, part.state) + ".";
    if (part.kind == EntryKind::kAgency) {
        entry.agency = part.name;
        entry.code = before == nullptr ? "enrolled" : code_of(*before, part.state);
    } else {
        entry.code = part.name;
    }
    return entry;
}

Entry removal_of(EntryKind kind, std::string const& name)
{
    Entry entry;
    entry.kind = kind;
    entry.why = "Not there any more.";
    (kind == EntryKind::kAgency ? entry.agency : entry.code) = name;
    if (kind == EntryKind::kAgency)
        entry.code = "removed";
    return entry;
}

}  // namespace

void fold_setup(Entry const& entry, KeyValueWriter& out)
{
    if (!is_setup(entry.kind))
        return;
    if (entry.state.empty())
        out.erase(key_of(entry));
    else
        out.put(key_of(entry), joined(entry.state));
}

Result<RecordedSetup> recorded_setup(KeyValueReader const& reader)
{
    RecordedSetup recorded;
    auto const read = reader.scan(kPrefix, kPrefix, [&](std::string_view key, std::string_view value) {
        auto const kind = static_cast<EntryKind>(key.at(kPrefix.size()));
        recorded.emplace(std::pair{kind, std::string{key.substr(kPrefix.size() + 1)}}, split(value));
        return true;
    });
    if (!read)
        return read.error();
    return recorded;
}

std::vector<Entry> changes_of(RecordedSetup recorded, std::vector<SetupPart> const& now)
{
    std::vector<Entry> entries;
    for (SetupPart const& part : now) {
        auto const before = recorded.find({part.kind, part.name});
        if (before == recorded.end())
            entries.push_back(entry_of(part, nullptr));
        else if (before->second != part.state)
            entries.push_back(entry_of(part, &before->second));
        if (before != recorded.end())
            recorded.erase(before);
    }
    for (auto const& [part, state] : recorded)
        entries.push_back(removal_of(part.first, part.second));
    return entries;
}

}  // namespace micklegate::commit
