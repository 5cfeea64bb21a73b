// The entry read in full and written again: the slow way, for saying what is wrong with one.
#include "gateway/evidence/entry_form.hpp"
#include "gateway/evidence/entry_members.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/json/strict_json.hpp"

#include <boost/json/array.hpp>

namespace micklegate::evidence {
namespace {

using boost::json::value;

Problem not_sound(std::string detail) { return problem(ProblemCode::kIntegrity, std::move(detail)); }

/// Empty, which none of these members may be, where there is no text of that name.
std::string_view text_member(boost::json::object const& object, std::string_view key)
{
    value const* const member = object.if_contains(key);
    auto const* const text = member != nullptr ? member->if_string() : nullptr;
    return text != nullptr ? std::string_view{text->data(), text->size()} : std::string_view{};
}

std::optional<crypto::Digest> read_commitment(value const& sealed)
{
    auto const* const object = sealed.if_object();
    return object != nullptr ? parse_hex_digest(text_member(*object, "sha256")) : std::nullopt;
}

std::optional<std::vector<std::uint64_t>> read_indexes(value const& list)
{
    auto const* const array = list.if_array();
    if (array == nullptr)
        return std::nullopt;
    std::vector<std::uint64_t> indexes;
    for (value const& index : *array) {
        if (!index.is_int64() || index.get_int64() < 0)
            return std::nullopt;
        indexes.push_back(static_cast<std::uint64_t>(index.get_int64()));
    }
    return indexes;
}

}  // namespace

Result<EntryForm> explain_entry_form(std::string_view entry)
{
    auto const json = json::parse_strict(entry, json::Bounds{.fractions = false});
    if (!json)
        return not_sound(one_line(json.error()));
    auto const* const object = json->if_object();
    if (object == nullptr || json::canonical(*json) != entry)
        return not_sound("It is not a JSON object in canonical form.");
    auto const time = parse_entry_time(text_member(*object, "time"));
    if (!time)
        return not_sound("/time is not RFC 3339 in UTC with milliseconds.");
    EntryForm form{*time, {}, {}, {}, {}};
    if (value const* const sealed = object->if_contains("sealed")) {
        form.sealed = read_commitment(*sealed);
        if (!form.sealed)
            return not_sound("/sealed/sha256 is not a SHA-256 hash in lower-case hex.");
    }
    if (object->contains("change")) {
        form.change = parse_hex_digest(text_member(*object, "change"));
        if (!form.change)
            return not_sound("/change is not a SHA-256 hash in lower-case hex.");
    }
    for (auto const& [name, indexes] : {std::pair{"destroyed", &form.destroyed}, std::pair{"struck", &form.struck}})
        if (value const* const list = object->if_contains(name)) {
            auto read = read_indexes(*list);
            if (!read)
                return not_sound("/" + std::string{name} + " is not a list of entries' indexes.");
            *indexes = *std::move(read);
        }
    return form;
}

}  // namespace micklegate::evidence
