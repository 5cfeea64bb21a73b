#include "gateway/deliver/mailbox.hpp"

#include "gateway/base/bytes.hpp"

namespace micklegate::deliver {
namespace {

using commit::EntryKind;

// Key layout: one letter for the projection, then a name ended by NUL (no name holds one), then a big-endian number.
std::string named(char projection, std::string_view name)
{
    std::string key{projection};
    key += name;
    key += '\0';
    return key;
}

std::string numbered(std::string key, std::uint64_t number)
{
    append_be64(key, number);
    return key;
}

std::uint64_t number_at_end(std::string_view key) { return read_be64(as_bytes(key.substr(key.size() - 8))); }

bool starts_a_message(EntryKind kind) { return kind == EntryKind::kAccepted || kind == EntryKind::kHeld; }

/// What is taken back stands in the mailbox anew, where those who wait for post see it.
void list_again(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out)
{
    std::string const mailbox = named('b', entry.recipient);
    if (entry.entry)
        out.erase(numbered(mailbox, *entry.entry));
    out.put(numbered(mailbox, index), entry.message);
}

}  // namespace

void fold_mailbox(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out)
{
    if (entry.message.empty())
        return;
    std::string step(1, static_cast<char>(entry.kind));
    if (entry.actor)
        step += entry.actor->pseudonym;
    out.put(numbered(named('m', entry.message), index), step);
    if (starts_a_message(entry.kind)) {
        out.put(numbered(named('b', entry.recipient), index), entry.message);
    } else if (takes_back(entry.kind)) {
        list_again(index, entry, out);
    }
}

std::string line_of_message(std::string_view message) { return "message:" + std::string{message}; }

Result<std::vector<Step>> timeline(commit::KeyValueReader const& reader, std::string_view message)
{
    std::vector<Step> steps;
    std::string const prefix = named('m', message);
    auto const read = reader.scan(prefix, prefix, [&](std::string_view key, std::string_view value) {
        steps.push_back({number_at_end(key), static_cast<EntryKind>(value.front()), std::string{value.substr(1)}});
        return true;
    });
    if (!read)
        return read.error();
    return steps;
}

Problem no_such_message() { return problem(ProblemCode::kNotFound, "There is no such message for you."); }

Result<std::vector<MailboxItem>> mailbox(commit::KeyValueReader const& reader, std::string_view agency,
                                         std::optional<Sequence> after, std::size_t most)
{
    std::vector<MailboxItem> items;
    std::string const prefix = named('b', agency);
    // One byte longer is the first key after it, the last number included.
    std::string const from = after ? numbered(prefix, *after) + '\0' : prefix;
    auto const read = reader.scan(prefix, from, [&](std::string_view key, std::string_view value) {
        if (items.size() == most)
            return false;
        items.push_back({number_at_end(key), std::string{value}});
        return true;
    });
    if (!read)
        return read.error();
    return items;
}

}  // namespace micklegate::deliver
