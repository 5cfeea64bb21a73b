#include "gateway/evidence/entry_form.hpp"

#include "gateway/evidence/lines.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/json/strict_json.hpp"

#include <boost/json/object.hpp>

namespace micklegate::evidence {
namespace {

using boost::json::value;

Problem not_sound(std::string detail) { return problem(ProblemCode::kIntegrity, std::move(detail)); }

std::optional<std::string_view> text_member(boost::json::object const& object, std::string_view key)
{
    value const* const member = object.if_contains(key);
    if (member == nullptr || !member->is_string())
        return std::nullopt;
    return std::string_view{member->get_string().data(), member->get_string().size()};
}

std::optional<Moment> read_time(boost::json::object const& entry)
{
    auto const text = text_member(entry, "time");
    auto const time = parse_rfc3339(text.value_or(""));
    if (!time || rfc3339(*time) != text)
        return std::nullopt;
    return *time;
}

std::optional<crypto::Digest> read_commitment(value const& sealed)
{
    auto const* const object = sealed.if_object();
    auto const text = object != nullptr ? text_member(*object, "sha256") : std::nullopt;
    auto const bytes = from_hex(text.value_or(""));
    bool const one_spelling = bytes && hex(*bytes) == text;
    return one_spelling ? to_digest(*bytes) : std::nullopt;
}

}  // namespace

Result<EntryForm> read_entry_form(std::string_view entry)
{
    auto const json = json::parse_strict(entry, json::Bounds{.fractions = false});
    if (!json)
        return not_sound(one_line(json.error()));
    auto const* const object = json->if_object();
    if (object == nullptr || json::canonical(*json) != entry)
        return not_sound("It is not a JSON object in canonical form.");
    auto const time = read_time(*object);
    if (!time)
        return not_sound("/time is not RFC 3339 in UTC with milliseconds.");
    EntryForm form{*time, std::nullopt};
    if (value const* const sealed = object->if_contains("sealed")) {
        form.sealed = read_commitment(*sealed);
        if (!form.sealed)
            return not_sound("/sealed/sha256 is not a SHA-256 hash in lower-case hex.");
    }
    return form;
}

}  // namespace micklegate::evidence
