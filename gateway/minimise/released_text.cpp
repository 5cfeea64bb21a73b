#include "gateway/minimise/released_text.hpp"

#include "gateway/minimise/squash.hpp"
#include "gateway/model/fold.hpp"

#include <algorithm>

namespace micklegate::minimise {

void ReleasedText::add(std::string_view field, std::string_view text, Kind kind)
{
    std::string const folded = fold(text);
    std::string_view rest = folded;
    while (!rest.empty()) {
        boundaries_.push_back(squashed_.size());
        squashed_ += take_usual_word(rest);
    }
    boundaries_.push_back(squashed_.size());
    squashed_ += '\n';
    parts_.push_back({field, kind, squashed_.size()});
}

ReleasedText::Part const& ReleasedText::part_at(std::size_t position) const
{
    return *std::find_if(parts_.begin(), parts_.end(), [position](Part const& part) { return position < part.end; });
}

bool ReleasedText::is_boundary(std::size_t position) const
{
    return std::binary_search(boundaries_.begin(), boundaries_.end(), position);
}

template <class Wanted>
ReleasedText::Part const* ReleasedText::part_with_words(std::string_view squashed, Wanted const& wanted) const
{
    for (std::size_t const at : boundaries_) {
        if (squashed_[at] != squashed.front() || squashed_.compare(at, squashed.size(), squashed) != 0)
            continue;
        Part const& part = part_at(at);
        if (wanted(part) && is_boundary(at + squashed.size()))
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
    Part const* const part =
        part_with_words(squashed, [only](Part const& candidate) { return candidate.kind == only; });
    return part == nullptr ? std::nullopt : std::optional{part->field};
}

std::optional<std::string_view> ReleasedText::field_with_digits(std::string_view digits) const
{
    std::size_t const at = squashed_.find(digits);
    return at == std::string::npos ? std::nullopt : std::optional{part_at(at).field};
}

}  // namespace micklegate::minimise
