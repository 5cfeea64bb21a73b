#include "gateway/agency/events_file.hpp"

#include "gateway/json/strict_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace micklegate::agency {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

std::vector<std::string> lines_in(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        std::size_t const end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        line = line.substr(0, line.find_last_not_of(kSpace) + 1);
        if (!line.empty())
            lines.emplace_back(line);
    }
    return lines;
}

}  // namespace

Result<std::vector<std::string>> events_in(std::string_view text)
{
    if (text.find_first_not_of(kSpace) == std::string_view::npos)
        return problem(ProblemCode::kInvalidValue, "The file is empty.");
    auto const whole = json::parse_strict(text);
    if (whole && whole->is_array()) {
        std::vector<std::string> events;
        for (boost::json::value const& event : whole->get_array())
            events.push_back(boost::json::serialize(event));
        return events;
    }
    if (whole)
        return std::vector{boost::json::serialize(*whole)};
    std::vector<std::string> lines = lines_in(text);
    bool const one_per_line = lines.size() > 1 && std::ranges::all_of(lines, [](std::string const& line) {
                                  return line.front() == '{' && line.back() == '}';
                              });
    if (!one_per_line)
        return whole.error();
    return lines;
}

}  // namespace micklegate::agency
