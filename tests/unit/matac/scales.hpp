// The scales that come with the gateway, as the tests read them.
#pragma once

#include "gateway/matac/dash.hpp"
#include "gateway/matac/weights.hpp"

#include <fstream>
#include <sstream>

namespace micklegate::matac {

inline std::string scale_text(std::string const& name)
{
    std::ifstream stream{std::string{MICKLEGATE_SOURCE_DIR "/policies/matac/"} + name, std::ios::binary};
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

inline std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    return text.replace(text.find(from), from.size(), to);
}

inline Weights example_weights() { return *load_weights("rfgv-1.toml", scale_text("rfgv-1.toml")); }
inline Thresholds usual_thresholds() { return *load_thresholds("dash-1.toml", scale_text("dash-1.toml")); }

inline Date day(std::string_view text) { return *parse_iso_date(text); }

}  // namespace micklegate::matac
