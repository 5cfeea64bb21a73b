// Everything a recipient would read, squashed into one text that can be searched for values that must not travel.
#pragma once

#include "gateway/guard/dates.hpp"
#include "gateway/guard/needles.hpp"
#include "gateway/recognise/message_spec.hpp"

#include <boost/json/value.hpp>

#include <array>
#include <optional>

namespace micklegate::guard {

/// Built once per message; the released data must outlive it.
class ReleasedText {
public:
    /// In free text a bare place name tells where somebody is; a place field tells one to the recipient on purpose, and
    /// a field of contacts, prisons or schools one of those. The others are for neither, however long they are.
    enum class Kind : std::uint8_t { kFreeText, kPlace, kWhereabouts, kOther };

    struct Part {
        std::string_view field;
        Kind kind = Kind::kOther;
        std::size_t end = 0;  ///< in the squashed text
    };

    /// A run of whole words, of digits, or a date, that a needle of some shape could equal.
    struct Piece {
        std::string_view text;
        std::size_t word = 0;  ///< the first; meaningless for digits
        std::size_t end = 0;   ///< in the squashed text; meaningless for dates
        Part const* part = nullptr;
    };

    ReleasedText(recognise::MessageSpec const& spec, boost::json::object const& released);

    /// Calls `see` with each piece of that shape, in order, until it answers true. Where `first` is not 0, pieces that
    /// do not begin with it may be left out.
    template <class See>
    void each_piece(Shape shape, char first, See const& see) const
    {
        switch (shape.reach) {
        case Reach::kDigits: return each_run(shape.length, first, see);
        case Reach::kDate: return each_date(see);
        case Reach::kCode: return each_words(look_alike_, shape, first, see);
        default: return each_words(squashed_.text(), shape, first, see);
        }
    }

    /// Whether the words around the piece let it mean what the reach asks for.
    [[nodiscard]] bool stands_as(Reach reach, Piece const& piece) const;

private:
    void index_words();
    void add(std::string_view field, std::string_view text, Kind kind);
    [[nodiscard]] Part const& part_at(std::size_t position) const;

    [[nodiscard]] std::size_t first_word(char first) const { return first_alike_[static_cast<unsigned char>(first)]; }
    [[nodiscard]] bool ends_word(std::size_t position) const { return ends_[position] != 0; }
    /// "Sian Lythes phone": the apostrophe is often left out.
    [[nodiscard]] bool ends_in_s(std::size_t position) const
    {
        return squashed_.text()[position] == 's' && ends_[position + 1] != 0;
    }

    template <class See>
    void each_words(std::string const& text, Shape shape, char first, See const& see) const
    {
        auto const& words = squashed_.words();
        for (std::size_t i = first == 0 ? 0 : first_word(first); i < words.size();
             i = first == 0 ? i + 1 : next_alike_[i]) {
            std::size_t const begin = words[i].begin;
            std::size_t const end = begin + shape.length;
            if (end >= text.size())
                return;
            if (!ends_word(end) && !(shape.reach == Reach::kName && ends_in_s(end)))
                continue;
            Part const& part = part_at(begin);
            if (end < part.end && see(Piece{std::string_view{text}.substr(begin, shape.length), i, end, &part}))
                return;
        }
    }
    template <class See>
    void each_run(std::size_t length, char first, See const& see) const
    {
        std::size_t run = 0;
        for (std::size_t i = 0; i < look_alike_.size(); ++i) {
            run = look_alike_[i] >= '0' && look_alike_[i] <= '9' ? run + 1 : 0;
            std::size_t const begin = i + 1 - length;
            if (run < length || (first != 0 && look_alike_[begin] != first))
                continue;
            if (see(Piece{std::string_view{look_alike_}.substr(begin, length), 0, i + 1, &part_at(begin)}))
                return;
        }
    }
    template <class See>
    void each_date(See const& see) const
    {
        for (FoundDate const& found : dates_)
            if (see(Piece{found.date, found.word, 0, &part_at(squashed_.words()[found.word].begin)}))
                return;
    }

    Squashed squashed_;
    std::string look_alike_;  ///< the squashed text with its look-alikes as digits
    std::vector<char> ends_;  ///< for each position of the squashed text: whether a word or a part ends before it
    std::array<std::uint32_t, 256> first_alike_;  ///< by its first letter, look-alikes being one: the first word
    std::vector<std::uint32_t> next_alike_;       ///< for each word: the next one of that letter, or one past the last
    std::vector<FoundDate> dates_;
    std::vector<Part> parts_;
};

}  // namespace micklegate::guard
