// Builds a whole site folder aside and puts it in place in one step.
#pragma once

#include "gateway/site/enrolment.hpp"
#include "gateway/site/register_files.hpp"
#include "gateway/site/site.hpp"

#include <functional>

namespace micklegate::site {

struct NewSite {
    std::filesystem::path root;
    Settings settings;
    std::vector<std::string> server_names;  ///< DNS, beside localhost
    std::vector<Member> members;
    RegisterTexts registers;
    std::filesystem::path policies;  ///< to copy
};

/// Runs after each member was enrolled; a problem ends the building.
using OnMember = std::function<Result<void>()>;

/// kConfiguration when `root` exists and is not empty: a site is never overwritten. Nothing half-made stays behind.
[[nodiscard]] Result<void> build_site(NewSite const& plan, Moment now, OnMember const& on_member);

/// vkey text of the log that this site key signs.
[[nodiscard]] std::string log_vkey(Settings const& settings, crypto::Secret const& site_key);

}  // namespace micklegate::site
