// Has a gateway search its log, and carries what it found away as an evidence pack.
#pragma once

#include "gateway/agency/audit_search.hpp"
#include "gateway/pack/pack.hpp"
#include "gateway/terminal/console.hpp"

#include <filesystem>

namespace micklegate::app {

struct PackOrder {
    agency::AuditOccasion occasion;
    agency::AuditFilters filters;
    std::chrono::seconds patience{};  ///< how long to wait for the witnesses to cosign what includes the export
};

struct PackMade {
    pack::Standing standing;
    std::size_t entries = 0;     ///< that fit; the export's own is one more
    std::uint64_t exported = 0;  ///< index of the entry that records the export
    std::size_t policies = 0;
    std::vector<std::string> lost;
};

/// Into a new folder, which is there whole or not at all. Nothing that does not prove itself is put into it.
[[nodiscard]] Result<PackMade> export_pack(agency::GatewaySession session, PackOrder const& order,
                                           std::filesystem::path const& folder, terminal::Console& console);

}  // namespace micklegate::app
