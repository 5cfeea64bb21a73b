#include "gateway/evidence/verify_log.hpp"

#include "gateway/evidence/companions.hpp"
#include "gateway/evidence/in_order.hpp"
#include "gateway/evidence/missing.hpp"

namespace micklegate::evidence {
namespace {

std::string its(Companion const& companion) { return "Its " + std::string{companion.name}; }

/// Puts the bundles' findings together in the order of the log; what it keeps does not grow with the log, but for a bit
/// for each companion that is missing so far.
class LogWalk {
public:
    LogWalk(LogSource& source, Checkpoint checkpoint, VerifyOptions const& options)
        : source_{source}, options_{options}, served_{source, checkpoint.size}
    {
        report_.checkpoint = std::move(checkpoint);
    }

    Result<LogReport> run()
    {
        std::uint64_t const size = report_.checkpoint.size;
        std::uint64_t const bundles = size / kTileWidth + (size % kTileWidth != 0 ? 1 : 0);
        BundleCheck const check{source_, report_.checkpoint, options_};
        Result<void> sound;
        in_order(bundles, source_.concurrent() ? options_.threads : 1, check, [&](BundleFindings const& found) {
            sound = take(found);
            if (sound && options_.progress)
                options_.progress(tree_.size(), size);
            return sound.has_value();
        });
        if (!sound)
            return sound.error();
        if (auto const ends = check_end(); !ends)
            return ends.error();
        return report_;
    }

private:
    Result<void> take(BundleFindings const& found)
    {
        if (found.earliest && report_.entries != 0 && *found.earliest < latest_)
            return with_what_fits(goes_back(report_.entries), report_.entries);
        latest_ = found.earliest ? found.latest : latest_;
        report_.sealed_checked += found.sealed.checked;
        report_.changes_checked += found.changes.checked;
        for (std::size_t kind = 0; options_.sealed && kind < kCompanions.size(); ++kind)
            if (auto const accounted = account(kCompanions[kind], missing_[kind], found); !accounted)
                return accounted;
        if (options_.entries)
            report_.entries += found.leaves.size();
        if (found.fault)
            return with_what_fits(*found.fault, report_.entries);
        ++report_.tiles;
        if (auto const grown = grow(found.leaves); !grown)
            return with_what_fits(grown.error(), report_.entries);
        return {};
    }

    /// How much of the log is still good is what whoever finds damage asks next.
    Problem with_what_fits(Problem fault, std::uint64_t entries) const
    {
        if (options_.entries && fault.code == ProblemCode::kIntegrity)
            fault.detail += entries == 0 ? " No entry before it was found to fit."
                                         : " The " + std::to_string(entries) + " entries before it fit the log's tree.";
        return fault;
    }

    /// An entry that says what was destroyed comes after what it speaks of, or is it.
    Result<void> account(Companion const& companion, Missing& missing, BundleFindings const& found)
    {
        for (std::uint64_t const index : (found.*companion.findings).missing)
            missing.miss(index);
        for (std::uint64_t const index : (found.*companion.findings).gone) {
            if (missing.settle(index))
                continue;
            auto const there = (source_.*companion.digest)(index);
            if (there || there.error().code == ProblemCode::kIntegrity)
                return with_what_fits(
                    integrity_problem(entry_name(index),
                                      its(companion) + " is said to be destroyed and is still there."),
                    index);
            if (there.error().code != ProblemCode::kNotFound)
                return there.error();
        }
        return {};
    }

    Result<void> grow(std::vector<Digest> const& leaves)
    {
        completed_.clear();
        if (leaves.size() == kTileWidth)
            tree_.append_subtree(1, root_above(leaves), completed_);
        else
            for (Digest const& leaf : leaves)
                tree_.append(leaf, completed_);
        for (TileHash const& hash : completed_) {
            if (hash.level == 0)
                continue;
            upper_[hash.level].push_back(hash.hash);
            if (upper_[hash.level].size() == kTileWidth)
                if (auto const sound = check_upper_tile(hash.level); !sound)
                    return sound;
        }
        return {};
    }

    /// The hashes above level 0 that are collected last become one tile.
    Result<void> check_upper_tile(unsigned level)
    {
        std::uint64_t const hashes = tree_.size() >> (kTileHeight * level);
        std::uint64_t const index = (hashes - 1) / kTileWidth;
        auto const served = served_.tile(level, index);
        if (!served)
            return served.error();
        if (*served != upper_[level])
            return integrity_problem(tile_path(served_.tile_name(level, index)),
                                     "Its hashes are not those of the entries.");
        upper_[level].clear();
        ++report_.tiles;
        return {};
    }

    Result<void> check_end()
    {
        for (unsigned level = 1; level < upper_.size(); ++level)
            if (!upper_[level].empty())
                if (auto const sound = check_upper_tile(level); !sound)
                    return sound;
        if (tree_.root() != report_.checkpoint.root)
            return integrity_problem("checkpoint", "Its root is not that of what is served.");
        for (std::size_t kind = 0; kind < kCompanions.size(); ++kind)
            if (auto const index = missing_[kind].first())
                return with_what_fits(integrity_problem(entry_name(*index), its(kCompanions[kind]) + " is missing."),
                                      *index);
        return {};
    }

    LogSource& source_;
    VerifyOptions const& options_;
    ServedLog served_;
    LogReport report_;
    TreeBuilder tree_;
    std::vector<TileHash> completed_;
    std::array<std::vector<Digest>, 64 / kTileHeight> upper_;  ///< by level, the tile that is being filled
    Moment latest_{};
    std::array<Missing, kCompanions.size()> missing_;
};

}  // namespace

Result<Digest> LogSource::sealed_digest(std::uint64_t /*index*/)
{
    return problem(ProblemCode::kNotFound, "This source holds no sealed bytes.");
}

Result<Digest> LogSource::change_digest(std::uint64_t /*index*/)
{
    return problem(ProblemCode::kNotFound, "This source holds no changes to registers.");
}

Result<LogReport> verify_log(LogSource& source, NoteKey const& key, VerifyOptions const& options)
{
    auto const note = source.fetch("checkpoint");
    if (!note && note.error().code != ProblemCode::kNotFound)
        return note.error();
    if (!note)
        return integrity_problem("checkpoint", "It is not there.");
    auto const checkpoint = open_checkpoint(as_text(*note), key);
    if (!checkpoint)
        return integrity_problem("checkpoint", checkpoint.error().detail);
    return LogWalk{source, *checkpoint, options}.run();
}

}  // namespace micklegate::evidence
