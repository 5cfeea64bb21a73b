#include "gateway/app/commands/json_input.hpp"

#include "gateway/files/files.hpp"
#include "gateway/json/strict_json.hpp"

#include <iostream>

namespace micklegate::app {
namespace {

constexpr std::size_t kMostBytes = 64 * 1024;

Result<std::string> standard_input()
{
    std::string text(kMostBytes + 1, '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::cin.gcount()));
    if (text.size() > kMostBytes)
        return problem(ProblemCode::kConfiguration, "Standard input holds more than is asked for.");
    return text;
}

}  // namespace

Result<boost::json::object> read_json_input(std::string const& file)
{
    auto const text = file == "-" ? standard_input() : files::read(file, kMostBytes);
    if (!text)
        return text.error();
    std::string const name = file == "-" ? "standard input" : file;
    auto parsed = json::parse_file(name, *text);
    if (!parsed)
        return parsed.error();
    if (!parsed->is_object())
        return problem(ProblemCode::kConfiguration, name + ":1:1: must be a JSON object.");
    return std::move(parsed->get_object());
}

}  // namespace micklegate::app
