#include "gateway/app/log_export.hpp"

#include "gateway/app/log_sources.hpp"
#include "gateway/app/progress.hpp"
#include "gateway/evidence/tiles.hpp"
#include "gateway/files/files.hpp"

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

}  // namespace

Result<evidence::Checkpoint> export_log(fs::path const& site, fs::path const& folder, Console& console)
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
    auto const tiles = evidence::tiles_of(checkpoint->size);
    Progress progress{console, "Exporting", tiles.size()};
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
