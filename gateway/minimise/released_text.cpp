#include "gateway/minimise/released_text.hpp"

#include "gateway/minimise/squash.hpp"
#include "gateway/model/fold.hpp"

#include <algorithm>

namespace micklegate::minimise {

void ReleasedText::add(std::string_view field, std::string_view text, Kind kind)
{
    std::string const folded = fold(text);
    for (std::string_view const word : usual_words(folded)) {
        starts_word_.push_back(true);
        starts_word_.insert(starts_word_.end(), word.size() - 1, false);
        squashed_ += word;
    }
    squashed_ += '\n';
    starts_word_.push_back(true);
    parts_.push_back({field, kind, squashed_.size()});
}

ReleasedText::Part const& ReleasedText::part_at(std::size_t position) const
{
    return *std::find_if(parts_.begin(), parts_.end(), [position](Part const& part) { return position < part.end; });
}

template <class Wanted>
ReleasedText::Part const* ReleasedText::part_with_words(std::string_view squashed, Wanted const& wanted) const
{
    for (std::size_t at = squashed_.find(squashed); at != std::string::npos; at = squashed_.find(squashed, at + 1)) {
        if (!starts_word_[at] || !starts_word_[at + squashed.size()])
            continue;
        Part const& part = part_at(at);
        if (wanted(part))
            return &part;
    }
    return nullptr;
}

std::optional<std::string_view> ReleasedText::field_with_words(std::string_view squashed) const
{
    Part const* const part = part_with_words(squashed, [](Part const&) { return true; });
    return part == nullptr ? std::nullopt : std::optional{part->field};
}

std::optional<std::string_view> ReleasedText::field_with_words(std::string_view squashed, Kind only) const
{
    Part const* const part = part_with_words(squashed, [only](Part const& candidate) { return candidate.kind == only; });
    return part == nullptr ? std::nullopt : std::optional{part->field};
}

std::optional<std::string_view> ReleasedText::field_with_digits(std::string_view digits) const
{
    std::size_t const at = squashed_.find(digits);
    return at == std::string::npos ? std::nullopt : std::optional{part_at(at).field};
}

}  // namespace micklegate::minimise
