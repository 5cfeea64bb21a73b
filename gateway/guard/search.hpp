// Whether a released text gives something away: where it counts, and what the recipient is told anyway.
#pragma once

#include "gateway/guard/released_text.hpp"

namespace micklegate::guard {

/// What this message withholds may stand in no released field. What is only known from elsewhere is looked for in free
/// text, and where it cannot be an everyday word in every field that is not for such values; it is no secret where
/// another released field tells it.
enum class Origin { kWithheld, kKnown };

/// Whether no text says this by chance: a number, a postcode, a house of a street.
[[nodiscard]] constexpr bool is_distinct(Reach reach, std::string_view piece) noexcept
{
    return reach == Reach::kCode || reach == Reach::kDigits ||
           (reach == Reach::kWords && piece.find_first_of("0123456789") != std::string_view::npos);
}

/// Whether a find in such a part counts.
[[nodiscard]] constexpr bool counts(Reach reach, Origin origin, ReleasedText::Kind kind,
                                    std::string_view piece) noexcept
{
    if (kind == ReleasedText::Kind::kFreeText)
        return true;
    if (origin == Origin::kWithheld)
        return reach <= Reach::kDate;
    return kind == ReleasedText::Kind::kOther && is_distinct(reach, piece);
}

/// Whether a part of this kind tells the recipient on purpose: a place field a place, any field a surname.
[[nodiscard]] constexpr bool tells(Reach reach, Origin origin, ReleasedText::Kind kind, std::string_view piece) noexcept
{
    if (kind == ReleasedText::Kind::kFreeText)
        return false;
    if (origin == Origin::kKnown)
        return kind != ReleasedText::Kind::kOther || !is_distinct(reach, piece);
    if (reach == Reach::kSurname)
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
        if (counts(shape.reach, origin, piece.part->kind, piece.text) && same(piece.text) &&
            text.stands_as(shape.reach, piece))
            field = piece.part->field;
        return field.has_value();
    });
    if (!field)
        return field;
    bool told = false;
    text.each_piece(shape, first, [&](Piece const& piece) {
        told = told || (tells(shape.reach, origin, piece.part->kind, piece.text) && same(piece.text));
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
