#include "gateway/commit/policy_in_force.hpp"

#include "gateway/base/bytes.hpp"

namespace micklegate::commit {
namespace {

/// Alone: the digest in force. With an entry's index behind it: the digest that came into force there.
constexpr std::string_view kKey = "p";

std::string numbered(Sequence index)
{
    std::string key{kKey};
    append_be64(key, index);
    return key;
}

}  // namespace

void fold_policy(Sequence index, Entry const& entry, KeyValueWriter& out)
{
    if (entry.kind != EntryKind::kPolicy)
        return;
    out.put(kKey, entry.policy);
    out.put(numbered(index), entry.policy);
}

Result<std::string> policy_in_force(KeyValueReader const& reader)
{
    auto digest = reader.get(kKey);
    if (!digest)
        return digest.error();
    return digest->value_or("");
}

Result<std::vector<PolicyChange>> policy_changes(KeyValueReader const& reader)
{
    std::vector<PolicyChange> changes;
    auto const read = reader.scan(kKey, numbered(0), [&](std::string_view key, std::string_view digest) {
        changes.push_back({read_be64(as_bytes(key.substr(kKey.size()))), std::string{digest}});
        return true;
    });
    if (!read)
        return read.error();
    return changes;
}

}  // namespace micklegate::commit
