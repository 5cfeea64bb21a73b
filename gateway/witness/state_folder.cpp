#include "gateway/witness/state_folder.hpp"

#include "gateway/evidence/add_checkpoint.hpp"
#include "gateway/files/files.hpp"

#include <algorithm>

namespace micklegate::witness {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestNote = 64 * 1024;
/// Whoever has a log's key could sign forks of it without end.
constexpr std::ptrdiff_t kMostEvidence = 64;
constexpr std::chrono::milliseconds kLockPatience{5'000};

Result<void> fill(fs::path const& aside, std::string_view held, std::string_view seen)
{
    std::error_code error;
    fs::remove_all(aside, error);  // what an attempt that was cut short left behind
    if (auto const written = files::create(aside / "held.note", as_bytes(held)); !written)
        return written;
    return files::create(aside / "seen.note", as_bytes(seen));
}

}  // namespace

Result<StateFolder> StateFolder::open(fs::path folder)
{
    std::error_code error;
    if (!fs::exists(folder, error))
        if (auto const made = files::create_folder(folder); !made)
            return made.error();
    if (!fs::is_directory(folder, error))
        return problem(ProblemCode::kConfiguration, folder.string() + " is not a folder.",
                       "Name the folder in which the witness remembers what it cosigned.");
    return StateFolder{std::move(folder)};
}

Result<files::Descriptor> StateFolder::lock() const { return files::lock_folder(folder_, kLockPatience); }

fs::path StateFolder::file_of(std::string_view origin) const
{
    return folder_ / (evidence::origin_hash(origin) + ".checkpoint");
}

Result<std::optional<std::string>> StateFolder::read(std::string_view origin) const
{
    fs::path const file = file_of(origin);
    std::error_code error;
    if (fs::symlink_status(file, error).type() == fs::file_type::not_found)
        return std::optional<std::string>{};
    auto note = files::read(file, kLargestNote);
    if (!note)
        return note.error();
    return std::optional{*std::move(note)};
}

Result<void> StateFolder::write(std::string_view origin, std::string_view note) const
{
    return files::replace(file_of(origin), as_bytes(note), files::Access::kSecret);
}

Result<std::optional<fs::path>> StateFolder::keep_evidence(Evidence const& evidence) const
{
    fs::path const all = folder_ / "evidence";
    std::string const kind =
        evidence::origin_hash(evidence.origin).substr(0, 16) + (evidence.is_fork ? "-fork-" : "-doubt-");
    auto const digest = crypto::sha256({as_bytes(evidence.held), as_bytes(evidence.seen)});
    fs::path const pair = all / (kind + hex(digest).substr(0, 32));
    std::error_code error;
    if (fs::exists(pair, error))
        return std::optional{pair};
    fs::create_directories(all, error);
    auto const is_alike = [&](fs::path const& kept) { return kept.filename().string().starts_with(kind); };
    if (std::count_if(fs::directory_iterator{all, error}, fs::directory_iterator{}, is_alike) >= kMostEvidence)
        return std::optional<fs::path>{};
    fs::path const aside = pair.string() + ".new";
    if (auto const filled = fill(aside, evidence.held, evidence.seen); !filled)
        return filled.error();
    if (auto const kept = files::put_in_place(aside, pair); !kept)
        return kept.error();
    return std::optional{pair};
}

}  // namespace micklegate::witness
