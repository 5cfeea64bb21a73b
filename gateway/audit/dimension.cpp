#include "gateway/audit/dimension.hpp"

#include <array>

namespace micklegate::audit {
namespace {

struct DimensionRow {
    Dimension dimension;
    std::string_view name;
};

constexpr std::array kDimensions{
    DimensionRow{Dimension::kAgency, "agency"},       DimensionRow{Dimension::kRecipient, "recipient"},
    DimensionRow{Dimension::kPerson, "person"},       DimensionRow{Dimension::kSubject, "subject"},
    DimensionRow{Dimension::kType, "type"},           DimensionRow{Dimension::kRule, "rule"},
    DimensionRow{Dimension::kAgreement, "agreement"}, DimensionRow{Dimension::kOutcome, "outcome"},
    DimensionRow{Dimension::kMessage, "message"},     DimensionRow{Dimension::kOperation, "operation"},
};

}  // namespace

std::string_view name_of(Dimension dimension) noexcept
{
    for (DimensionRow const& row : kDimensions)
        if (row.dimension == dimension)
            return row.name;
    return {};
}

std::optional<Dimension> dimension_named(std::string_view name) noexcept
{
    for (DimensionRow const& row : kDimensions)
        if (row.name == name)
            return row.dimension;
    return std::nullopt;
}

bool has_detail(Dimension dimension) noexcept
{
    return dimension == Dimension::kType || dimension == Dimension::kAgreement || dimension == Dimension::kOutcome;
}

std::vector<Place> places_of(commit::Entry const& entry)
{
    std::vector<Place> places;
    places.reserve(10);
    auto const add = [&places](Dimension dimension, std::string_view value, std::string_view detail = {}) {
        if (!value.empty())
            places.push_back({dimension, value, detail});
    };
    auto const add_version = [&add](Dimension dimension, std::string_view text) {
        std::size_t const slash = std::min(text.rfind('/'), text.size());
        add(dimension, text.substr(0, slash), text.substr(std::min(slash + 1, text.size())));
    };
    add(Dimension::kAgency, entry.agency);
    add(Dimension::kRecipient, entry.recipient);
    add(Dimension::kPerson, entry.actor ? std::string_view{entry.actor->pseudonym} : std::string_view{});
    for (std::string const& subject : entry.subjects)
        add(Dimension::kSubject, subject);
    add_version(Dimension::kType, entry.type);
    add(Dimension::kRule, entry.rule);
    add_version(Dimension::kAgreement, entry.agreement);
    add(Dimension::kOutcome, name_of(entry.kind), entry.code);
    return places;
}

}  // namespace micklegate::audit
