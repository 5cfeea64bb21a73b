#include "gateway/evidence/verify_log.hpp"

#include "gateway/evidence/entry_form.hpp"
#include "gateway/evidence/served_log.hpp"

namespace micklegate::evidence {
namespace {

std::string entry_name(std::uint64_t index) { return "entry " + std::to_string(index); }

/// One pass over the log; what it keeps does not grow with the log.
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
        for (std::uint64_t index = 0; tree_.size() < size; ++index) {
            if (auto const sound = options_.entries ? check_bundle(index) : check_leaves(index); !sound)
                return with_what_fits(sound.error());
            if (options_.progress)
                options_.progress(tree_.size(), size);
        }
        for (unsigned level = 1; level < upper_.size(); ++level)
            if (!upper_[level].empty())
                if (auto const sound = check_upper_tile(level); !sound)
                    return sound.error();
        if (tree_.root() != report_.checkpoint.root)
            return integrity_problem("checkpoint", "Its root is not that of what is served.");
        return report_;
    }

private:
    /// How much of the log is still good is what whoever finds damage asks next.
    Problem with_what_fits(Problem fault) const
    {
        if (options_.entries && fault.code == ProblemCode::kIntegrity)
            fault.detail += report_.entries == 0
                                ? " No entry before it was found to fit."
                                : " The " + std::to_string(report_.entries) + " entries before it fit the log's tree.";
        return fault;
    }

    Result<void> check_bundle(std::uint64_t index)
    {
        auto const entries = served_.bundle(index);
        if (!entries)
            return entries.error();
        auto const leaves = served_.tile(0, index);
        if (!leaves)
            return leaves.error();
        for (std::size_t i = 0; i < leaves->size(); ++i) {
            if (i == entries->size())
                return integrity_problem(entry_name(tree_.size()), "It is missing, or damaged where it is stored.");
            if (auto const sound = check_entry((*entries)[i], (*leaves)[i]); !sound)
                return sound;
        }
        ++report_.tiles;
        return {};
    }

    /// Taken as they are served: what is wrong with one shows in the tiles above it, or in the root.
    Result<void> check_leaves(std::uint64_t index)
    {
        auto const leaves = served_.tile(0, index);
        if (!leaves)
            return leaves.error();
        for (Digest const& leaf : *leaves)
            if (auto const sound = grow(leaf); !sound)
                return sound;
        ++report_.tiles;
        return {};
    }

    Result<void> check_entry(std::string const& entry, Digest const& served_leaf)
    {
        std::uint64_t const index = tree_.size();
        Digest const leaf = leaf_hash(as_bytes(entry));
        if (leaf != served_leaf)
            return blame(index, served_leaf);
        auto const form = read_entry_form(entry);
        if (!form)
            return integrity_problem(entry_name(index), form.error().detail);
        if (index != 0 && form->time < latest_)
            return integrity_problem(entry_name(index), "Its time is before that of the entry above it.");
        latest_ = form->time;
        if (options_.sealed && form->sealed)
            if (auto const sound = check_sealed(index, *form->sealed); !sound)
                return sound;
        ++report_.entries;
        return grow(leaf);
    }

    /// The entry and its hash in the tile disagree; the one that the signed root covers is right.
    Problem blame(std::uint64_t index, Digest const& served_leaf) const
    {
        Checkpoint const& checkpoint = report_.checkpoint;
        auto const path = inclusion_proof(served_, index, checkpoint.size);
        if (path && verify_inclusion(served_leaf, index, checkpoint.size, *path, checkpoint.root))
            return integrity_problem(entry_name(index), "It is not the entry that the checkpoint covers.");
        return integrity_problem(tile_path(served_.tile_name(0, index / kTileWidth)),
                                 "It does not hold the hash of " + entry_name(index) + ".");
    }

    Result<void> check_sealed(std::uint64_t index, Digest const& commitment)
    {
        auto const digest = source_.sealed_digest(index);
        if (!digest && digest.error().code == ProblemCode::kIntegrity)
            return integrity_problem(entry_name(index), "Its sealed bytes are damaged where they are stored.");
        if (!digest && digest.error().code != ProblemCode::kNotFound)
            return digest.error();
        if (!digest)
            return integrity_problem(entry_name(index), "Its sealed bytes are missing.");
        if (*digest != commitment)
            return integrity_problem(entry_name(index), "Its sealed bytes are not those it commits to.");
        ++report_.sealed_checked;
        return {};
    }

    Result<void> grow(Digest const& leaf)
    {
        completed_.clear();
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

    LogSource& source_;
    VerifyOptions const& options_;
    ServedLog served_;
    LogReport report_;
    TreeBuilder tree_;
    std::vector<TileHash> completed_;
    std::array<std::vector<Digest>, 64 / kTileHeight> upper_;  ///< by level, the tile that is being filled
    Moment latest_{};
};

}  // namespace

Result<Digest> LogSource::sealed_digest(std::uint64_t /*index*/)
{
    return problem(ProblemCode::kNotFound, "This source holds no sealed bytes.");
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
