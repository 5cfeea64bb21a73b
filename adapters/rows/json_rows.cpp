#include "adapters/rows/json_rows.hpp"

#include "gateway/json/position.hpp"
#include "gateway/json/strict_json.hpp"

#include <algorithm>

namespace micklegate::rows {
namespace {

std::string_view trimmed(std::string_view line)
{
    constexpr std::string_view kSpace = " \t\r";
    std::size_t const first = line.find_first_not_of(kSpace);
    if (first == std::string_view::npos)
        return {};
    return line.substr(first, line.find_last_not_of(kSpace) - first + 1);
}

std::string_view unmarked(std::string_view text)
{
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

}  // namespace

std::vector<Line> lines_of(std::string_view text)
{
    std::vector<Line> lines;
    for (text = unmarked(text); !text.empty();) {
        std::size_t const end = std::min(text.find('\n'), text.size());
        lines.push_back({lines.size() + 1, trimmed(text.substr(0, end))});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

Result<JsonRows> JsonRows::read(std::string_view text, std::string_view list, std::string_view noun)
{
    text = unmarked(text);
    JsonRows rows{text};
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return rows;
    auto const whole = json::parse_strict(text);
    if (!whole) {
        rows.cut_lines();
        bool const none_reads = std::ranges::none_of(rows.rows_, &boost::json::value::is_object);
        if (text[first] != '[' && (!none_reads || rows.size() == 1))
            return rows;
        Problem why = whole.error();
        why.next = "Nothing was sent. Give one " + std::string{noun} + ", an array of them or one per line.";
        return why;
    }
    auto const* const envelope = whole->if_object();
    auto const* const member = envelope != nullptr ? envelope->if_contains(list) : nullptr;
    boost::json::value const& found = member != nullptr && member->is_array() ? *member : *whole;
    if (auto const* const items = found.if_array()) {
        rows.list_ = whole->is_array() ? "" : "/" + std::string{list};
        rows.rows_.assign(items->begin(), items->end());
    } else {
        rows.rows_.push_back(*whole);
        rows.lines_.push_back(json::position_at(text, first).line);
    }
    return rows;
}

void JsonRows::cut_lines()
{
    for (Line const& line : lines_of(text_)) {
        if (line.text.empty())
            continue;
        auto const row = json::parse_strict(line.text);
        rows_.push_back(row ? *row : boost::json::value{});
        lines_.push_back(line.number);
    }
}

std::size_t JsonRows::line(std::size_t index) const
{
    return lines_.empty() ? json::position_of_value(text_, list_ + "/" + std::to_string(index)).line : lines_[index];
}

}  // namespace micklegate::rows
