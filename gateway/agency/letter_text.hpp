// An opened message as its reader sees it: how to handle it first, then what it says, then what was left out.
#pragma once

#include "gateway/agency/field_titles.hpp"

#include <vector>

namespace micklegate::agency {

/// `letter` is the body of a sealed message (docs/sealing.md), `titles` those of its type. All texts are made safe for
/// a terminal.
[[nodiscard]] std::vector<std::string> letter_text(boost::json::object const& letter, FieldTitles const& titles);

}  // namespace micklegate::agency
