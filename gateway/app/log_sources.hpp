// Where a log to verify may lie: a site folder, a folder of exported files, or a serving gateway.
#pragma once

#include "gateway/evidence/verify_log.hpp"
#include "gateway/evidence/witness_policy.hpp"

#include <filesystem>
#include <memory>

namespace micklegate::app {

struct OpenedLog {
    std::unique_ptr<evidence::LogSource> source;
    evidence::NoteKey key;
    bool holds_entries = true;  ///< false: the gateway shows this identity the tree alone
    bool holds_sealed = false;  ///< the sealed messages lie beside the log and can be compared with it
    /// Whether the files of a site's store are what was written to them; nothing to call elsewhere.
    std::function<Result<void>()> check_files{};
    /// Whether a site's store contains what the site remembers that its log's key signed; nothing to call elsewhere.
    std::function<Result<void>()> check_past{};
};

/// The verifier key of a file such as log.vkey.
[[nodiscard]] Result<evidence::NoteKey> read_log_key(std::filesystem::path const& file);

/// The witnesses that a reader knows; a fault names the file.
[[nodiscard]] Result<evidence::WitnessPolicy> read_witness_policy(std::filesystem::path const& file);

/// kIntegrity unless the log.vkey that lies in the folder is the key.
[[nodiscard]] Result<void> check_key_beside(std::filesystem::path const& folder, evidence::NoteKey const& key);

/// A folder's path, or a gateway's URL; kInvalidValue for another kind of URL.
[[nodiscard]] Result<std::string> parse_log_place(std::string_view text);

/// `where` is an https URL (then `as` names an identity folder), a site folder or an exported folder. The verifier key
/// comes from the file `key_file`, else from the identity, else from log.vkey in the folder.
[[nodiscard]] Result<OpenedLog> open_log(std::string const& where, std::string const& as, std::string const& key_file);

}  // namespace micklegate::app
