// The part of micklegate agency that says who reads an agency's messages, and who has them instead.
#pragma once

#include "gateway/app/commands/command.hpp"

namespace micklegate::app {

void add_agency_readers(CLI::App& agency, Command& chosen);

}  // namespace micklegate::app
