// Whether a released text gives something away: where it counts, and what the recipient is told anyway.
#pragma once

#include "gateway/guard/released_text.hpp"

namespace micklegate::guard {

/// What this message withholds may stand in no released field. What is only known from elsewhere is looked for in free
/// text alone, and is no secret where another released field tells it.
enum class Origin { kWithheld, kKnown };

/// Whether a find in such a part counts.
[[nodiscard]] constexpr bool counts(Reach reach, Origin origin, ReleasedText::Kind kind) noexcept
{
    return kind == ReleasedText::Kind::kFreeText || (origin == Origin::kWithheld && reach <= Reach::kDate);
}

/// Whether a part of this kind tells the recipient on purpose: a place field a place, any field a surname.
[[nodiscard]] constexpr bool tells(Reach reach, Origin origin, ReleasedText::Kind kind) noexcept
{
    if (kind == ReleasedText::Kind::kFreeText)
        return false;
    if (origin == Origin::kKnown || reach == Reach::kSurname)
        return true;
    return reach > Reach::kDate && kind == ReleasedText::Kind::kPlace;
}

/// The field that gives away what `same` recognises among pieces of that shape. `first`: see each_piece().
template <class Same>
[[nodiscard]] std::optional<std::string_view> find_untold(ReleasedText const& text, Shape shape, Origin origin,
                                                          char first, Same const& same)
{
    using Piece = ReleasedText::Piece;
    std::optional<std::string_view> field;
    text.each_piece(shape, first, [&](Piece const& piece) {
        if (counts(shape.reach, origin, piece.part->kind) && same(piece.text) && text.stands_as(shape.reach, piece))
            field = piece.part->field;
        return field.has_value();
    });
    if (!field)
        return field;
    bool told = false;
    text.each_piece(shape, first, [&](Piece const& piece) {
        told = told || (tells(shape.reach, origin, piece.part->kind) && same(piece.text));
        return told;
    });
    return told ? std::nullopt : field;
}

[[nodiscard]] inline std::optional<std::string_view> find_needle(ReleasedText const& text, Needle const& needle,
                                                                 Origin origin)
{
    return find_untold(text, needle.shape(), origin, look_alike(needle.squashed.front()),
                       [&](std::string_view piece) { return piece == needle.squashed; });
}

}  // namespace micklegate::guard
