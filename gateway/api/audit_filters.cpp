#include "gateway/api/audit_filters.hpp"

#include "gateway/api/named_subject.hpp"
#include "gateway/base/uuid.hpp"
#include "gateway/commit/actor.hpp"
#include "gateway/model/agency_id.hpp"

#include <algorithm>

namespace micklegate::api {
namespace {

using audit::Dimension;
using audit::Filters;

constexpr std::size_t kLongestName = 128;
constexpr std::size_t kPseudonymDigits = 32;

/// Of agreements, rules and types, with a version or without.
bool is_name(std::string_view text) noexcept
{
    auto const allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '/';
    };
    return !text.empty() && text.size() <= kLongestName && std::ranges::all_of(text, allowed);
}

bool is_outcome(std::string_view text) noexcept
{
    std::size_t const mark = std::min(text.find(':'), text.size());
    std::string_view const code = text.substr(std::min(mark + 1, text.size()));
    return commit::kind_named(text.substr(0, mark)) && (mark == text.size() || is_name(code));
}

bool is_operation(std::string_view text) { return !commit::kinds_of(text).empty(); }
bool is_agency(std::string_view text) noexcept { return valid_agency_id(text); }

bool is_pseudonym(std::string_view text) noexcept
{
    return text.size() == kPseudonymDigits && std::ranges::all_of(text, [](char c) { return hex_digit(c) >= 0; });
}

struct TextFilter {
    Dimension dimension;
    bool (*sound)(std::string_view);
    char const* must;
};

constexpr std::array kTextFilters{
    TextFilter{Dimension::kAgency, is_agency, "must be the id of an agency"},
    TextFilter{Dimension::kRecipient, is_agency, "must be the id of an agency"},
    TextFilter{Dimension::kType, is_name, "must be a message type, alone or with / and its version"},
    TextFilter{Dimension::kRule, is_name, "must be the name of a rule"},
    TextFilter{Dimension::kAgreement, is_name, "must be the name of an agreement, alone or with / and its version"},
    TextFilter{Dimension::kOutcome, is_outcome, "must be a kind of entry, alone or with : and a code"},
    TextFilter{Dimension::kMessage, is_uuid, "must be a message id"},
    TextFilter{Dimension::kOperation, is_operation, "must be an operation of DPA 2018 s.62(1), or administration"},
};

Result<void> add(Filters& filters, TextFilter const& kind, std::string text, std::string const& before)
{
    if (!kind.sound(text))
        return field_problem(ProblemCode::kInvalidValue, before + std::string{name_of(kind.dimension)}, kind.must,
                             "docs/log.md says what an entry holds.");
    filters.values.push_back({kind.dimension, std::move(text)});
    return {};
}

Result<void> add_time(std::optional<Moment>& bound, std::string_view text, std::string pointer)
{
    auto const moment = parse_rfc3339(text);
    if (!moment)
        return field_problem(ProblemCode::kInvalidValue, std::move(pointer),
                             "must be a time like 2026-11-21T19:37:00Z");
    bound = *moment;
    return {};
}

/// A reader's pointers begin at its own record.
Problem within(std::string_view record, Problem fault)
{
    for (FieldFault& each : fault.errors)
        each.pointer.insert(0, record);
    return fault;
}

Result<std::string> read_actor(json::RecordReader person, crypto::SiteKeys const& keys)
{
    std::string const agency = person.text("agency");
    std::string const name = person.text("name");
    std::string const role = person.text_or("role", "");
    if (auto const sound = person.finish(); !sound)
        return within("/filters/person", sound.error());
    if (!valid_agency_id(agency))
        return field_problem(ProblemCode::kInvalidValue, "/filters/person/agency", "must be the id of an agency");
    return commit::actor_pseudonym(keys, AgencyId{agency}, role.empty() ? name : name + ", " + role);
}

/// Empty where nothing was ever stored about such a subject, or where it was erased.
Result<std::string> find_subject(json::RecordReader& filters, Services const& services)
{
    auto const named = read_subject(filters);
    auto found = named ? pseudonym_of(*named, services) : Result<std::optional<std::string>>{named.error()};
    if (!found)
        return within("/filters", found.error());
    return std::move(*found).value_or("");
}

Result<void> add_pseudonym(Filters& filters, Dimension dimension, Result<std::string> pseudonym)
{
    if (!pseudonym)
        return pseudonym.error();
    filters.values.push_back({dimension, *std::move(pseudonym)});
    return {};
}

/// The first fault of those of a record's filters that are there.
Result<void> read_each(Filters& filters, json::RecordReader& reader, Services const& services)
{
    std::string const before = "/filters/";
    Result<void> sound;
    for (TextFilter const& kind : kTextFilters)
        if (std::string_view const name = name_of(kind.dimension); sound && reader.has(name))
            sound = add(filters, kind, reader.text(name), before);
    if (sound && reader.has("from"))
        sound = add_time(filters.from, reader.text("from"), before + "from");
    if (sound && reader.has("to"))
        sound = add_time(filters.to, reader.text("to"), before + "to");
    if (sound && reader.has("person"))
        sound = add_pseudonym(filters, Dimension::kPerson, read_actor(reader.record("person"), services.keys));
    if (sound && reader.has("subject"))
        sound = add_pseudonym(filters, Dimension::kSubject, find_subject(reader, services));
    return sound;
}

}  // namespace

Result<Filters> read_filters(json::RecordReader& reader, Services const& services)
{
    Filters filters;
    if (!reader.has("filters"))
        return filters;
    json::RecordReader record = reader.record("filters");
    if (auto const sound = read_each(filters, record, services); !sound)
        return sound.error();
    if (auto const sound = record.finish(); !sound)
        return within("/filters", sound.error());
    return filters;
}

Result<Filters> take_filters(receive::TextMap& query)
{
    constexpr std::string_view kBefore = "?";
    constexpr char const* kMustBePseudonym = "must be a pseudonym, as entries have it";
    std::array const pseudonyms{TextFilter{Dimension::kPerson, is_pseudonym, kMustBePseudonym},
                                TextFilter{Dimension::kSubject, is_pseudonym, kMustBePseudonym}};
    Filters filters;
    Result<void> sound;
    auto const take = [&](TextFilter const& kind) {
        if (auto const node = query.extract(std::string{name_of(kind.dimension)}); sound && !node.empty())
            sound = add(filters, kind, node.mapped(), std::string{kBefore});
    };
    std::ranges::for_each(kTextFilters, take);
    std::ranges::for_each(pseudonyms, take);
    for (auto const& [name, bound] : {std::pair{"from", &filters.from}, {"to", &filters.to}})
        if (auto const node = query.extract(name); sound && !node.empty())
            sound = add_time(*bound, node.mapped(), std::string{kBefore} + name);
    if (!sound)
        return sound.error();
    return filters;
}

}  // namespace micklegate::api
