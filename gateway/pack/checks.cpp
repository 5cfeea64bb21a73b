#include "gateway/pack/checks.hpp"

#include "gateway/audit/filters.hpp"

#include <algorithm>

namespace micklegate::pack {
namespace {

Problem unfit(std::string detail) { return problem(ProblemCode::kIntegrity, std::move(detail)); }

std::string at(std::uint64_t index) { return "entry " + std::to_string(index) + ": "; }

bool in_order(std::vector<PackedEntry> const& entries)
{
    return std::ranges::adjacent_find(entries, std::ranges::greater_equal{}, &PackedEntry::index) == entries.end();
}

Result<void> check_export(Content const& content)
{
    if (content.entries.empty() || !in_order(content.entries) ||
        content.exported().kind != commit::EntryKind::kExported)
        return unfit("proofs: Its last entry does not record the making of a pack.");
    std::string const where = at(content.entries.back().index);
    if (content.exported().entries != content.entries.size() - 1)
        return unfit(where + "The pack does not hold as many entries as were exported.");
    auto const filters = audit::read_filter_texts(content.exported().filters);
    if (!filters)
        return unfit(where + filters.error().detail);
    for (PackedEntry const& packed : std::span{content.entries}.first(content.entries.size() - 1))
        if (!audit::fits(packed.entry, *filters))
            return unfit(at(packed.index) + "It does not fit the selection that was exported.");
    return {};
}

/// Of all that the entries name there are the texts, or word that there are none, and of nothing else.
Result<void> check_policies(Content const& content)
{
    std::vector<std::string> found = content.lost;
    for (auto const& [digest, files] : content.policies) {
        if (policy::digest_of(files) != digest)
            return unfit(policy_path(digest, {}) + ": The texts are not those of the digest they are named after.");
        found.push_back(digest);
    }
    std::ranges::sort(found);
    if (found != policies_named_by(content.entries))
        return unfit("policies: They are not those that the entries name.");
    return {};
}

}  // namespace

Result<void> check_content(Content const& content)
{
    if (auto const sound = check_export(content); !sound)
        return sound;
    return check_policies(content);
}

}  // namespace micklegate::pack
