#include "gateway/minimise/leak_guard.hpp"

#include "gateway/minimise/needles.hpp"
#include "gateway/minimise/released_text.hpp"

namespace micklegate::minimise {
namespace {

/// Calls `see` with every string inside a value, however deep.
template <class See>
void each_string(boost::json::value const& value, See const& see)
{
    if (auto const* const text = value.if_string()) {
        see(std::string_view{text->data(), text->size()});
    } else if (auto const* const list = value.if_array()) {
        for (auto const& item : *list)
            each_string(item, see);
    } else if (auto const* const object = value.if_object()) {
        for (auto const& member : *object)
            each_string(member.value(), see);
    }
}

ReleasedText::Kind kind_of(recognise::FieldSpec const* field)
{
    if (field == nullptr || field->field_class == "free_text" || field->field_class == "voice_of_child")
        return ReleasedText::Kind::kNarrative;
    return field->field_class.starts_with("address_") ? ReleasedText::Kind::kPlace : ReleasedText::Kind::kOther;
}

ReleasedText gather(recognise::MessageSpec const& spec, boost::json::object const& released)
{
    ReleasedText text;
    for (auto const& [name, value] : released) {
        auto const kind = kind_of(spec.field(name));
        each_string(value, [&, field = std::string_view{name}](std::string_view part) { text.add(field, part, kind); });
    }
    return text;
}

std::optional<std::string_view> find(Needle const& needle, ReleasedText const& text)
{
    if (needle.reach == Needle::Reach::kDigits)
        return text.field_with_digits(needle.squashed);
    if (needle.reach == Needle::Reach::kAll)
        return text.field_with_words(needle.squashed);
    // A place the recipient is told anyway is no secret: "Nunstead" in the text and in the released location.
    auto const told = text.field_with_words(needle.squashed, ReleasedText::Kind::kNarrative);
    return told && !text.field_with_words(needle.squashed, ReleasedText::Kind::kPlace) ? told : std::nullopt;
}

}  // namespace

std::optional<Leak> find_leak(recognise::MessageSpec const& spec, boost::json::object const& released,
                              boost::json::object const& withheld)
{
    ReleasedText const text = gather(spec, released);
    std::optional<Leak> leak;
    for (auto const& [name, value] : withheld) {
        auto const* const field = spec.field(name);
        if (field == nullptr)
            continue;
        each_string(value, [&, field_name = std::string_view{name}](std::string_view secret) {
            for (Needle const& needle : needles_of(field->field_class, secret)) {
                if (leak)
                    return;
                if (auto const where = find(needle, text))
                    leak = Leak{std::string{*where}, std::string{field_name}};
            }
        });
        if (leak)
            return leak;
    }
    return std::nullopt;
}

}  // namespace micklegate::minimise
