#include "gateway/guard/leak_guard.hpp"

#include "gateway/guard/each_string.hpp"
#include "gateway/guard/search.hpp"
#include "gateway/guard/value_needles.hpp"

namespace micklegate::guard {
namespace {

std::optional<std::string_view> field_with(ReleasedText const& text, std::vector<Needle> const& needles, Origin origin)
{
    for (Needle const& needle : needles)
        if (auto const field = find_needle(text, needle, origin))
            return field;
    return std::nullopt;
}

std::optional<Leak> of_this_message(recognise::MessageSpec const& spec, ReleasedText const& text,
                                    boost::json::object const& withheld)
{
    std::optional<Leak> leak;
    for (auto const& [name, value] : withheld) {
        auto const* const field = spec.field(name);
        if (field == nullptr)
            continue;
        each_string(value, [&, withheld_field = std::string_view{name}](std::string_view secret) {
            if (leak)
                return;
            if (auto const where = field_with(text, all_needles_of(field->field_class, secret), Origin::kWithheld))
                leak = Leak{Leak::Source::kThisMessage, std::string{*where}, std::string{withheld_field}};
        });
        if (leak)
            return leak;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Leak> find_leak(recognise::MessageSpec const& spec, ReleasedText const& text,
                              boost::json::object const& withheld, std::span<KnownValue const> known)
{
    if (auto leak = of_this_message(spec, text, withheld))
        return leak;
    for (KnownValue const& value : known)
        if (auto const where = field_with(text, needles_of(value.field_class, value.value), Origin::kKnown))
            return Leak{Leak::Source::kElsewhere, std::string{*where}, value.where};
    return std::nullopt;
}

std::optional<Leak> find_leak(recognise::MessageSpec const& spec, boost::json::object const& released,
                              boost::json::object const& withheld, std::span<KnownValue const> known)
{
    return find_leak(spec, ReleasedText{spec, released}, withheld, known);
}

std::optional<std::string> find_prison(ReleasedText const& text)
{
    static std::vector<Needle> const prisons = every_prison_by_title();
    for (Needle const& needle : prisons)
        if (auto const field = find_needle(text, needle, Origin::kKnown))
            return std::string{*field};
    return std::nullopt;
}

}  // namespace micklegate::guard
