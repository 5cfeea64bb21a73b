// The --name option of commands that make the gateway's certificate.
#pragma once

#include "gateway/app/commands/command.hpp"
#include "gateway/model/endpoint.hpp"

namespace micklegate::app {

inline void add_dns_names(CLI::App& command, std::vector<std::string>& names, std::string about)
{
    command.add_option("--name", names, std::move(about))->check([](std::string const& text) {
        return is_dns_name(text) ? "" : std::string{"is not a DNS name, like gate.example"};
    });
}

}  // namespace micklegate::app
