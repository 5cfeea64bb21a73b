// The agencies/ folder of a site: one public file per agency, read by the gateway while commands change it.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/model/agency.hpp"

#include <filesystem>
#include <vector>

namespace micklegate::site {

/// Bytes of an agency's file.
inline constexpr std::size_t kLargestRegistration = std::size_t{64} * 1024;

struct Registration {
    Agency agency;
    std::vector<std::string> certificates;  ///< serials of those that are not revoked, newest last
};

/// All agencies of the folder; a file that is not sound fails the whole, naming the file.
[[nodiscard]] Result<Agencies> load_agencies(std::filesystem::path const& folder);

struct SoundAgencies {
    struct Unread {
        AgencyId id;
        Problem why;
    };
    Agencies agencies;
    std::vector<Problem> unsound;  ///< one per file that was left out
    std::vector<Unread> unread;    ///< whose files the machine cannot read just now: what they say is not known
};

/// The agencies whose files are sound; the others are as if not enrolled, so that one bad file never keeps another
/// agency in.
[[nodiscard]] Result<SoundAgencies> load_sound_agencies(std::filesystem::path const& folder);

/// kNotFound when the agency is not enrolled.
[[nodiscard]] Result<Registration> read_registration(std::filesystem::path const& folder, AgencyId const& agency);
/// In the folder's order of ids.
[[nodiscard]] Result<std::vector<Registration>> read_registrations(std::filesystem::path const& folder);

[[nodiscard]] std::filesystem::path registration_path(std::filesystem::path const& folder, AgencyId const& agency);
/// The file's text: canonical JSON and a newline.
[[nodiscard]] std::string registration_text(Registration const& registration);

}  // namespace micklegate::site
