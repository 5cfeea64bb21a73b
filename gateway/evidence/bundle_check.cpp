#include "gateway/evidence/bundle_check.hpp"

#include "gateway/evidence/companions.hpp"

namespace micklegate::evidence {

std::string entry_name(std::uint64_t index) { return "entry " + std::to_string(index); }

Problem goes_back(std::uint64_t index)
{
    return integrity_problem(entry_name(index), "Its time is before that of the entry above it.");
}

BundleFindings BundleCheck::operator()(std::uint64_t bundle) const
{
    BundleFindings found;
    auto entries = options_.entries ? served_.bundle(bundle) : Result<EntryBundle>{};
    if (!entries) {
        found.fault = entries.error();
        return found;
    }
    auto leaves = served_.tile(0, bundle);
    if (!leaves)
        found.fault = leaves.error();
    else if (options_.entries)
        read_entries(bundle, *entries, *leaves, found);
    else
        found.leaves = *std::move(leaves);  // what is wrong with one shows in the tiles above it, or in the root
    return found;
}

void BundleCheck::read_entries(std::uint64_t bundle, EntryBundle const& read, std::vector<Digest> const& served,
                               BundleFindings& found) const
{
    found.leaves.reserve(served.size());
    for (std::size_t i = 0; i < served.size(); ++i) {
        std::uint64_t const index = bundle * kTileWidth + i;
        if (i == read.entries.size())
            found.fault = integrity_problem(entry_name(index), "It is missing, or damaged where it is stored.");
        else if (auto const sound = check(index, read.entries[i], served[i], found); !sound)
            found.fault = sound.error();
        if (found.fault)
            return;
        found.leaves.push_back(served[i]);
    }
}

Result<void> BundleCheck::check(std::uint64_t index, std::string_view entry, Digest const& served_leaf,
                                BundleFindings& found) const
{
    if (leaf_hash(as_bytes(entry)) != served_leaf)
        return blame(index, served_leaf);
    auto const form = read_entry_form(entry);
    if (!form)
        return integrity_problem(entry_name(index), form.error().detail);
    if (found.earliest && form->time < found.latest)
        return goes_back(index);
    if (!found.earliest)
        found.earliest = form->time;
    found.latest = form->time;
    Result<void> sound;
    for (Companion const& companion : kCompanions)
        if (sound)
            sound = check_companion(index, *form, companion, found);
    return sound;
}

Result<void> BundleCheck::check_companion(std::uint64_t index, EntryForm const& form, Companion const& companion,
                                          BundleFindings& found) const
{
    CompanionFindings& of_kind = found.*companion.findings;
    for (std::uint64_t const gone : form.*companion.gone) {
        if (gone > index)
            return integrity_problem(entry_name(index), "It lists as destroyed what came after it.");
        of_kind.gone.push_back(gone);
    }
    auto const& commitment = form.*companion.commitment;
    if (!options_.sealed || !commitment)
        return {};
    auto const digest = (source_.*companion.digest)(index);
    std::string const name = "Its " + std::string{companion.name};
    if (!digest && digest.error().code == ProblemCode::kNotFound) {
        of_kind.missing.push_back(index);
        return {};
    }
    if (!digest && digest.error().code == ProblemCode::kIntegrity)
        return integrity_problem(entry_name(index), name + " is damaged where it is stored.");
    if (!digest)
        return digest.error();
    if (*digest != *commitment)
        return integrity_problem(entry_name(index), name + " is not what it commits to.");
    ++of_kind.checked;
    return {};
}

/// The entry and its hash in the tile disagree; the one that the signed root covers is right.
Problem BundleCheck::blame(std::uint64_t index, Digest const& served_leaf) const
{
    auto const path = inclusion_proof(served_, index, checkpoint_.size);
    if (path && verify_inclusion(served_leaf, index, checkpoint_.size, *path, checkpoint_.root))
        return integrity_problem(entry_name(index), "It is not the entry that the checkpoint covers.");
    return integrity_problem(tile_path(served_.tile_name(0, index / kTileWidth)),
                             "It does not hold the hash of " + entry_name(index) + ".");
}

}  // namespace micklegate::evidence
