// The registers/ folder of a site: what was imported, as it was, and what it says once read.
#pragma once

#include "gateway/registers/registers.hpp"

#include <filesystem>
#include <memory>

namespace micklegate::site {

/// The files' texts; empty where there is none.
struct RegisterTexts {
    std::string schools;
    std::string school_links;
    std::string outcodes;
    std::string school_days{};  ///< a site may be older than this file
    std::string prisons{};      ///< and than this
};

[[nodiscard]] Result<RegisterTexts> read_register_texts(std::filesystem::path const& folder);
[[nodiscard]] Result<void> create_register_files(std::filesystem::path const& folder, RegisterTexts const& texts);

/// Reads the texts as registers; the problem names the file's fault by line.
[[nodiscard]] Result<std::shared_ptr<registers::Registers const>> parse_registers(RegisterTexts const& texts);
/// Reads and parses.
[[nodiscard]] Result<std::shared_ptr<registers::Registers const>> load_registers(std::filesystem::path const& folder);

/// Swaps all files in one step, so that a serving gateway sees the old registers or the new ones. Sound texts only.
[[nodiscard]] Result<void> replace_register_files(std::filesystem::path const& folder, RegisterTexts const& texts);

}  // namespace micklegate::site
