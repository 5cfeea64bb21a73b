// report.html of a pack: the entries for people who read, offline and on paper.
#pragma once

#include "gateway/pack/pack.hpp"

namespace micklegate::pack {

[[nodiscard]] std::string report_html(Content const& content, Standing const& standing);

}  // namespace micklegate::pack
