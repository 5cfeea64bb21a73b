// A site folder: where each thing lies, its settings and its key.
#pragma once

#include "gateway/crypto/secret.hpp"
#include "gateway/files/descriptor.hpp"
#include "gateway/model/ids.hpp"
#include "gateway/site/settings.hpp"

#include <filesystem>

namespace micklegate::site {

struct Site {
    std::filesystem::path root;
    Settings settings;

    [[nodiscard]] std::filesystem::path agencies() const { return root / "agencies"; }
    [[nodiscard]] std::filesystem::path authority() const { return root / "ca"; }
    [[nodiscard]] std::filesystem::path tls() const { return root / "tls"; }
    [[nodiscard]] std::filesystem::path registers() const { return root / "registers"; }
    [[nodiscard]] std::filesystem::path policies() const { return root / "policies"; }
    /// Every policy set that was in force; see PolicyHistory.
    [[nodiscard]] std::filesystem::path policy_history() const { return root / "policy-history"; }
    [[nodiscard]] std::filesystem::path data() const { return root / "data"; }
    /// The leaf hash of the log's first entry, remembered where a data disk that is not mounted cannot take it along.
    [[nodiscard]] std::filesystem::path begun_log() const { return root / "log.begun"; }
    /// Whose cosignatures the log asks for; absent where nobody's.
    [[nodiscard]] std::filesystem::path witnesses() const { return root / "witnesses.policy"; }
    /// The newest checkpoint that had its quorum: what the store must contain, remembered outside it.
    [[nodiscard]] std::filesystem::path witnessed_log() const { return root / "log.witnessed"; }
    /// A checkpoint that the log's key signed and that the store did not contain when the gateway was shown it.
    [[nodiscard]] std::filesystem::path contradicted_log() const { return root / "log.contradicted"; }
    /// Where agencies want their notices; absent where nobody wants any.
    [[nodiscard]] std::filesystem::path notices() const { return root / "notices.toml"; }
    /// Up to which entry agencies were told by "email" or "webhook".
    [[nodiscard]] std::filesystem::path notices_told(std::string_view channel) const
    {
        return root / ("notices." + std::string{channel} + ".told");
    }
    [[nodiscard]] std::filesystem::path log_key() const { return root / "log.vkey"; }
    [[nodiscard]] std::filesystem::path identity(AgencyId const& agency) const
    {
        return root / "identities" / agency.get();
    }
};

/// Reads micklegate.toml of the folder.
[[nodiscard]] Result<Site> open_site(std::filesystem::path const& root);

/// Held while the site is served; kUnavailable while another process serves it, kConfiguration where others on this
/// machine can reach the folder.
[[nodiscard]] Result<files::Descriptor> lock_for_serving(Site const& site);

/// 32 bytes: the systemd credential site.key where the service manager gives one, else the file the settings name, mode
/// 0600.
[[nodiscard]] Result<crypto::Secret> read_site_key(Site const& site);

}  // namespace micklegate::site
