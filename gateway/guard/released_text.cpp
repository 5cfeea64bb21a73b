#include "gateway/guard/released_text.hpp"

#include "gateway/guard/context.hpp"
#include "gateway/guard/each_string.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace micklegate::guard {
namespace {

/// What people write sentences into.
constexpr std::array<std::string_view, 7> kNarrativeClasses{
    "free_text", "voice_of_child", "intelligence", "health", "sexual_offence", "risk_assessment", "conviction"};

ReleasedText::Kind kind_of(recognise::FieldSpec const* field)
{
    auto const narrative = [&](std::string_view name) { return name == field->field_class; };
    if (field == nullptr || std::any_of(kNarrativeClasses.begin(), kNarrativeClasses.end(), narrative))
        return ReleasedText::Kind::kFreeText;
    std::string_view const of = field->field_class;
    if (of.starts_with("address_"))
        return ReleasedText::Kind::kPlace;
    bool const whereabouts =
        of.starts_with("contact_") || of == "custody_location" || of == "child_school" || of == "routing";
    return whereabouts ? ReleasedText::Kind::kWhereabouts : ReleasedText::Kind::kOther;
}

}  // namespace

ReleasedText::ReleasedText(recognise::MessageSpec const& spec, boost::json::object const& released)
{
    for (auto const& [name, value] : released) {
        auto const kind = kind_of(spec.field(name));
        each_string(value, [&, field = std::string_view{name}](std::string_view part) { add(field, part, kind); });
    }
    look_alike_ = look_alike(squashed_.text());
    ends_.resize(squashed_.text().size() + 1);
    for (Word const& word : squashed_.words())
        ends_[word.begin] = 1;
    for (Part const& part : parts_)
        ends_[part.end - 1] = 1;
    index_words();
    dates_ = find_dates(squashed_);
}

void ReleasedText::index_words()
{
    auto const& words = squashed_.words();
    auto const none = static_cast<std::uint32_t>(words.size());
    first_alike_.fill(none);
    next_alike_.resize(words.size());
    for (std::uint32_t i = none; i-- > 0;) {
        std::uint32_t& first = first_alike_[static_cast<unsigned char>(look_alike_[words[i].begin])];
        next_alike_[i] = std::exchange(first, i);
    }
}

void ReleasedText::add(std::string_view field, std::string_view text, Kind kind)
{
    squashed_.add(text);
    squashed_.end_part();
    parts_.push_back({field, kind, squashed_.text().size()});
}

ReleasedText::Part const& ReleasedText::part_at(std::size_t position) const
{
    return *std::upper_bound(parts_.begin(), parts_.end(), position,
                             [](std::size_t at, Part const& part) { return at < part.end; });
}

bool ReleasedText::stands_as(Reach reach, Piece const& piece) const
{
    auto const& words = squashed_.words();
    std::size_t last = piece.word;
    while (last < words.size() && words[last].begin < piece.end)
        ++last;
    return guard::stands_as(reach, squashed_, piece.word, last);
}

}  // namespace micklegate::guard
