#include "gateway/audit/postings.hpp"

#include "gateway/audit/index.hpp"
#include "gateway/deliver/mailbox.hpp"

#include <algorithm>

namespace micklegate::audit {
namespace {

constexpr std::size_t kFewestAhead = 4;
constexpr std::size_t kMostAhead = 256;

Result<std::vector<std::string>> places_of_kind(commit::KeyValueReader const& reader, commit::EntryKind kind)
{
    return details_of(reader, Dimension::kOutcome, name_of(kind));
}

Result<std::vector<std::string>> places_of_operation(commit::KeyValueReader const& reader, std::string_view operation)
{
    std::vector<std::string> places;
    for (commit::EntryKind const kind : commit::kinds_of(operation)) {
        auto of_kind = places_of_kind(reader, kind);
        if (!of_kind)
            return of_kind;
        std::ranges::move(*of_kind, std::back_inserter(places));
    }
    return places;
}

Result<std::vector<std::string>> places_of_filter(Filter const& filter, commit::KeyValueReader const& reader)
{
    Wanted const wanted = wanted_by(filter);
    if (filter.dimension == Dimension::kOperation)
        return places_of_operation(reader, wanted.value);
    if (has_detail(filter.dimension) && !wanted.detail)
        return details_of(reader, filter.dimension, wanted.value);
    return std::vector{keys_of(Place{filter.dimension, wanted.value, wanted.detail.value_or("")})};
}

}  // namespace

Newest Postings::up_to(Sequence bound, Effort& effort)
{
    while (at_ < read_.size() && read_[at_] > bound)
        ++at_;
    if (at_ == read_.size() && !ended_) {
        effort.look();
        if (auto const read = read_on(bound); !read)
            return read.error();
    }
    ++asked_;
    return at_ < read_.size() ? std::optional{read_[at_]} : std::nullopt;
}

/// Reads far ahead where one entry after another is asked for, and little where the asker leaps.
Result<void> Postings::read_on(Sequence bound)
{
    bool const in_a_row = asked_ * 2 >= read_.size();
    ahead_ = in_a_row ? std::clamp(ahead_ * 2, kFewestAhead, kMostAhead) : kFewestAhead;
    asked_ = 0;
    at_ = 0;
    read_.clear();
    ended_ = true;
    return reader_->scan(keys_, first_key(keys_, bound), [&](std::string_view key, std::string_view value) {
        auto const entries = entries_of_row(key, value);
        // Only the first row can hold entries beyond the bound.
        auto const end = std::ranges::upper_bound(entries, bound);
        read_.insert(read_.end(), std::reverse_iterator{end}, entries.rend());
        ended_ = read_.size() < ahead_;
        return ended_;
    });
}

Result<Union> Union::of_message(std::string_view message, commit::KeyValueReader const& reader)
{
    auto const steps = deliver::timeline(reader, message);
    if (!steps)
        return steps.error();
    std::vector<Sequence> newest_first;
    for (auto step = steps->rbegin(); step != steps->rend(); ++step)
        newest_first.push_back(step->index);
    Union all;
    all.places_.emplace_back(std::move(newest_first));
    return all;
}

Result<Union> Union::of(Filter const& filter, commit::KeyValueReader const& reader)
{
    if (filter.dimension == Dimension::kMessage)
        return of_message(filter.text, reader);
    auto const places = places_of_filter(filter, reader);
    if (!places)
        return places.error();
    Union all;
    for (std::string const& keys : *places)
        all.places_.emplace_back(reader, keys);
    return all;
}

Newest Union::up_to(Sequence bound, Effort& effort)
{
    std::optional<Sequence> newest;
    for (Postings& place : places_) {
        auto const at = place.up_to(bound, effort);
        if (!at)
            return at;
        newest = std::max(newest, *at);
    }
    return newest;
}

}  // namespace micklegate::audit
