#include "gateway/guard/context.hpp"

namespace micklegate::guard {
namespace {

/// Words [first, last) and their neighbours.
class Context {
public:
    Context(Squashed const& text, std::size_t first, std::size_t last) : text_{text}, first_{first}, last_{last} {}

    /// Not everyday words: each of those has a capital, and more than the one a sentence begins with.
    [[nodiscard]] bool is_named() const
    {
        if (crosses_sentences())
            return false;
        for (std::size_t i = first_; i < last_; ++i)
            if (!text_.is(i, kCommon) && !text_.begins_with_digit(i))
                return true;
        for (std::size_t i = first_; i < last_; ++i)
            if (!word(i).capital && !text_.begins_with_digit(i))
                return false;
        return last_ - first_ > 1 || !word(first_).opens;
    }

    /// A number that a slash or hyphen leads on is another number.
    [[nodiscard]] bool is_code() const
    {
        bool const leads_on = within_part(last_) && leads(word(last_).gap) && text_.begins_with_digit(last_);
        bool const goes_on = has_before(1) && leads(word(first_).gap) && text_.begins_with_digit(first_ - 1);
        return !text_.begins_with_digit(first_) || (!leads_on && !goes_on);
    }
    [[nodiscard]] bool is_place() const
    {
        return is_named() && !followed_by(kStreetType | kBody) && !behind(kRank | kTitle | kNotAPlace) &&
               !behind_of(kBodyOf);
    }
    [[nodiscard]] bool is_street() const
    {
        bool const numbered = has_before(1) && text_.begins_with_digit(first_ - 1) && joins(word(first_).gap);
        return is_named() && !numbered;
    }
    [[nodiscard]] bool is_house() const { return is_named() && !followed_by(kStreetType); }
    [[nodiscard]] bool is_name() const
    {
        bool const officer = last_ - first_ > 1 && text_.initial(first_) && behind(kRank);
        return is_named() && !officer;
    }
    [[nodiscard]] bool is_surname() const { return is_named() && behind(kTitle); }
    [[nodiscard]] bool is_prison() const
    {
        return behind(kPrisonWord) || followed_by(kPrisonWord | kCustodyPart) || beyond_preposition(kPrisonWord) ||
               is_place();
    }
    /// HMI Probation is an inspectorate.
    [[nodiscard]] bool is_prison_code() const
    {
        return last_ - first_ == 1 && word(first_).shouted && !followed_by(kBody);
    }
    [[nodiscard]] bool is_school() const
    {
        return before_school_word() || ((behind(kAttends) || behind_pupil_at()) && !followed_by(kStreetType | kBody));
    }
    /// "Lythe, S", and not "Lythe's".
    [[nodiscard]] bool is_surname_and_initial() const
    {
        bool const apart = last_ - first_ > 1 && text_.initial(last_ - 1) && joins(word(last_ - 1).gap);
        return apart && word(last_ - 1).capital && is_named() && !behind(kRank);
    }

private:
    static constexpr bool joins(char gap) noexcept { return gap == 0 || gap == ','; }
    static constexpr bool leads(char gap) noexcept { return gap == '/' || gap == '-'; }
    static constexpr bool close(char gap) noexcept
    {
        return gap == 0 || gap == '.' || gap == ',' || gap == '/' || gap == '\'';
    }

    [[nodiscard]] Word const& word(std::size_t i) const { return text_.words()[i]; }
    [[nodiscard]] bool within_part(std::size_t i) const { return i < text_.size() && word(i).gap != '\n'; }
    /// Whether `count` words stand before, in the same part.
    [[nodiscard]] bool has_before(std::size_t count) const
    {
        for (std::size_t i = 0; i < count; ++i)
            if (first_ < i + 1 || word(first_ - i).gap == '\n')
                return false;
        return true;
    }

    /// "the station. View of …"; the stops of "S. Lythe", "St. Mary's" and "Mt. Pleasant" end no sentence.
    [[nodiscard]] bool crosses_sentences() const
    {
        for (std::size_t i = first_ + 1; i < last_; ++i)
            if (word(i).opens && word(i).capital && !text_.initial(i - 1) && !text_.is(i - 1, kStreetType))
                return true;
        return false;
    }
    [[nodiscard]] bool followed_by(Roles roles) const
    {
        return within_part(last_) && close(word(last_).gap) && word(last_).gap != '.' && text_.is(last_, roles);
    }
    [[nodiscard]] bool behind(Roles roles) const
    {
        return has_before(1) && close(word(first_).gap) && text_.is(first_ - 1, roles);
    }
    [[nodiscard]] bool behind_of(Roles roles) const
    {
        return has_before(2) && text_.word(first_ - 1) == "of" && text_.is(first_ - 2, roles);
    }
    [[nodiscard]] bool beyond_preposition(Roles roles) const
    {
        if (!has_before(2))
            return false;
        auto const preposition = text_.word(first_ - 1);
        return (preposition == "at" || preposition == "in") && text_.is(first_ - 2, roles);
    }
    [[nodiscard]] bool before_school_word() const
    {
        std::size_t next = last_;
        while (follows_on(next) && !text_.is(next, kSchoolWord) &&
               (text_.is(next, kSchoolFiller) || text_.word(next) == "s"))
            ++next;
        return follows_on(next) && text_.is(next, kSchoolWord);
    }
    /// In the same sentence; the stop of "C.E." ends none.
    [[nodiscard]] bool follows_on(std::size_t next) const
    {
        return within_part(next) && (word(next).gap != '.' || text_.initial(next - 1));
    }
    /// "pupil at", "goes to", "in year 4 at".
    [[nodiscard]] bool behind_pupil_at() const
    {
        constexpr std::size_t kFarthest = 4;
        if (!has_before(1))
            return false;
        auto const preposition = text_.word(first_ - 1);
        if (preposition != "at" && preposition != "to")
            return false;
        for (std::size_t back = 2; back <= kFarthest && has_before(back); ++back)
            if (text_.is(first_ - back, kPupil))
                return true;
        return false;
    }

    Squashed const& text_;
    std::size_t first_;
    std::size_t last_;
};

}  // namespace

bool stands_as(Reach reach, Squashed const& text, std::size_t first, std::size_t last)
{
    Context const found{text, first, last};
    switch (reach) {
    case Reach::kWords:
    case Reach::kDigits:
    case Reach::kDate: return true;
    case Reach::kCode: return found.is_code();
    case Reach::kName: return found.is_name();
    case Reach::kPlace: return found.is_place();
    case Reach::kStreet: return found.is_street();
    case Reach::kHouse: return found.is_house();
    case Reach::kSurname: return found.is_surname();
    case Reach::kPrison: return found.is_prison();
    case Reach::kPrisonCode: return found.is_prison_code();
    case Reach::kSchool: return found.is_school();
    case Reach::kInitial: return found.is_surname_and_initial();
    }
    return true;
}

}  // namespace micklegate::guard
