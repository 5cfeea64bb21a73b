#include "gateway/commit/policy_in_force.hpp"

namespace micklegate::commit {
namespace {

constexpr std::string_view kKey = "p";

}  // namespace

void fold_policy(Entry const& entry, KeyValueWriter& out)
{
    if (entry.kind == EntryKind::kPolicy)
        out.put(kKey, entry.policy);
}

Result<std::string> policy_in_force(KeyValueReader const& reader)
{
    auto digest = reader.get(kKey);
    if (!digest)
        return digest.error();
    return digest->value_or("");
}

}  // namespace micklegate::commit
