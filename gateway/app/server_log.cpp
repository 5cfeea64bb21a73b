#include "gateway/app/server_log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace micklegate::app {
namespace {

std::string on_one_line(std::string const& text)
{
    std::string out;
    for (char const c : text)
        out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    return out;
}

}  // namespace

receive::Log server_log()
{
    auto logger = std::make_shared<spdlog::logger>("micklegate", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    return [logger](receive::Severity severity, std::string const& line) {
        logger->log(severity == receive::Severity::kInfo ? spdlog::level::info : spdlog::level::warn, "{}",
                    on_one_line(line));
    };
}

}  // namespace micklegate::app
