#include "gateway/app/log_export.hpp"

#include "gateway/app/log_sources.hpp"
#include "gateway/app/pack_check.hpp"
#include "gateway/evidence/tiles.hpp"
#include "gateway/files/files.hpp"
#include "gateway/terminal/progress.hpp"

namespace micklegate::app {
namespace {

namespace fs = std::filesystem;

Result<void> copy_missing(evidence::LogSource& source, std::string const& path, fs::path const& folder)
{
    std::error_code error;
    if (fs::exists(folder / path, error))
        return {};
    auto const bytes = source.fetch(path);
    return bytes ? files::create(folder / path, *bytes) : Result<void>{bytes.error()};
}

/// An earlier export is evidence: only a later state of the same log may be written over it.
Result<void> continues(fs::path const& folder, OpenedLog const& log, evidence::Checkpoint const& now)
{
    std::error_code error;
    if (is_pack(folder))
        return problem(ProblemCode::kConfiguration, folder.string() + " holds an evidence pack.",
                       "Name a new folder: a whole log is never put into a pack.");
    if (!fs::exists(folder, error) || fs::is_empty(folder, error))
        return {};
    if (!fs::exists(folder / "checkpoint", error))
        return problem(ProblemCode::kConfiguration, folder.string() + " holds something else than an export of a log.",
                       "Choose another folder: a new one, or an earlier export.");
    auto const note = files::read(folder / "checkpoint");
    auto const before = note ? evidence::open_checkpoint(*note, log.key) : Result<evidence::Checkpoint>{note.error()};
    bool const later = before && before->origin == now.origin && before->size <= now.size &&
                       (before->size < now.size || before->root == now.root);
    if (!later)
        return problem(ProblemCode::kIntegrity, folder.string() + " does not hold an earlier state of this log.",
                       "Keep it as it is, and export to a new folder; then compare the two checkpoints.");
    return {};
}

}  // namespace

Result<evidence::Checkpoint> export_log(fs::path const& site, fs::path const& folder, terminal::Console& console)
{
    auto log = open_log(site.string(), {}, {});
    if (!log)
        return log.error();
    auto const note = log->source->fetch("checkpoint");
    if (!note)
        return note.error();
    auto const checkpoint = evidence::open_checkpoint(as_text(*note), log->key);
    if (!checkpoint)
        return checkpoint.error();
    if (auto const safe = continues(folder, *log, *checkpoint); !safe)
        return safe.error();
    auto const tiles = evidence::tiles_of(checkpoint->size);
    terminal::Progress progress{console, "Exporting", tiles.size()};
    for (evidence::TileName const& tile : tiles) {
        if (auto const copied = copy_missing(*log->source, evidence::tile_path(tile), folder); !copied)
            return copied.error();
        progress.advance();
    }
    if (auto const kept = files::replace(folder / "log.vkey", as_bytes(evidence::vkey_text(log->key) + "\n")); !kept)
        return kept.error();
    if (auto const kept = files::replace(folder / "checkpoint", *note); !kept)
        return kept.error();
    return checkpoint;
}

}  // namespace micklegate::app
