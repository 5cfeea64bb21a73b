#include "gateway/audit/filters.hpp"

#include <algorithm>

namespace micklegate::audit {
namespace {

constexpr std::string_view kFrom = "from";
constexpr std::string_view kTo = "to";

bool fits(commit::Entry const& entry, std::vector<Place> const& places, Filter const& filter)
{
    Wanted const wanted = wanted_by(filter);
    if (filter.dimension == Dimension::kOperation)
        return operation_of(entry.kind) == wanted.value;
    if (filter.dimension == Dimension::kMessage)
        return entry.message == wanted.value;
    return std::ranges::any_of(places, [&](Place const& place) {
        return place.dimension == filter.dimension && place.value == wanted.value &&
               (!wanted.detail || place.detail == *wanted.detail);
    });
}

std::string text_of(std::string_view name, std::string_view value)
{
    return std::string{name} + "=" + std::string{value};
}

Problem unknown_filter()
{
    return problem(ProblemCode::kIntegrity, "A search in the log has a filter that this version does not know.");
}

}  // namespace

Wanted wanted_by(Filter const& filter) noexcept
{
    std::string_view const text = filter.text;
    if (!has_detail(filter.dimension))
        return {text};
    std::size_t const mark = text.rfind(filter.dimension == Dimension::kOutcome ? ':' : '/');
    if (mark == std::string_view::npos)
        return {text};
    return {text.substr(0, mark), text.substr(mark + 1)};
}

bool fits(commit::Entry const& entry, Filters const& filters)
{
    if ((filters.from && entry.time < *filters.from) || (filters.to && entry.time >= *filters.to))
        return false;
    auto const places = places_of(entry);
    return std::ranges::all_of(filters.values, [&](Filter const& filter) { return fits(entry, places, filter); });
}

std::vector<std::string> filter_texts(Filters const& filters)
{
    std::vector<std::string> texts;
    for (Filter const& filter : filters.values)
        texts.push_back(text_of(name_of(filter.dimension), filter.text));
    if (filters.from)
        texts.push_back(text_of(kFrom, rfc3339(*filters.from)));
    if (filters.to)
        texts.push_back(text_of(kTo, rfc3339(*filters.to)));
    return texts;
}

Result<Filters> read_filter_texts(std::vector<std::string> const& texts)
{
    Filters filters;
    for (std::string_view const text : texts) {
        std::size_t const mark = text.find('=');
        if (mark == std::string_view::npos)
            return unknown_filter();
        std::string_view const name = text.substr(0, mark);
        std::string_view const value = text.substr(mark + 1);
        if (auto const dimension = dimension_named(name)) {
            filters.values.push_back({*dimension, std::string{value}});
            continue;
        }
        auto const moment = parse_rfc3339(value);
        if (!moment || (name != kFrom && name != kTo))
            return unknown_filter();
        (name == kFrom ? filters.from : filters.to) = *moment;
    }
    return filters;
}

}  // namespace micklegate::audit
