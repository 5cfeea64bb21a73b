// Fields of the messages that police are to have, written where there is something to write.
#pragma once

#include "adapters/courts/versions.hpp"

namespace micklegate::courts {

void keep(boost::json::object& data, std::string_view field, std::string text);
void keep(boost::json::object& data, std::string_view field, std::optional<Moment> moment);

/// What an order, a variation and an extension have in common.
void add_text(boost::json::object& data, CcdFields const& order, Version const& version);

}  // namespace micklegate::courts
