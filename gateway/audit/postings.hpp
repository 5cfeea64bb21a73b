// The entries at places of the index, newest first, read no further than somebody asks.
#pragma once

#include "gateway/audit/filters.hpp"
#include "gateway/commit/key_value.hpp"

namespace micklegate::audit {

/// How often a page may still look into the store: what is asked decides how much there is to read, not how long it
/// takes.
class Effort {
public:
    explicit Effort(std::size_t looks) : left_{looks} {}
    void look() noexcept { left_ -= left_ > 0 ? 1 : 0; }
    void allow(std::size_t more) noexcept { left_ += more; }
    [[nodiscard]] bool spent() const noexcept { return left_ == 0; }

private:
    std::size_t left_;
};

using Newest = Result<std::optional<Sequence>>;

/// Of one value and detail. Asked for ever older entries.
class Postings {
public:
    /// `reader` outlives it.
    Postings(commit::KeyValueReader const& reader, std::string keys) : reader_{&reader}, keys_{std::move(keys)} {}
    /// Few, and read already.
    explicit Postings(std::vector<Sequence> newest_first) : read_{std::move(newest_first)}, ended_{true} {}

    /// The newest of them that is `bound` or before it.
    [[nodiscard]] Newest up_to(Sequence bound, Effort& effort);

private:
    [[nodiscard]] Result<void> read_on(Sequence bound);

    commit::KeyValueReader const* reader_ = nullptr;
    std::string keys_;
    std::vector<Sequence> read_;
    std::size_t at_ = 0;
    std::size_t asked_ = 0;  ///< how often since the last look
    std::size_t ahead_ = 0;  ///< how many the last look was for
    bool ended_ = false;     ///< there is nothing beyond what was read
};

/// Of a filter: the places of all versions, codes or kinds that fit it.
class Union {
public:
    [[nodiscard]] static Result<Union> of(Filter const& filter, commit::KeyValueReader const& reader);

    [[nodiscard]] Newest up_to(Sequence bound, Effort& effort);
    [[nodiscard]] std::size_t places() const noexcept { return places_.size(); }

private:
    [[nodiscard]] static Result<Union> of_message(std::string_view message, commit::KeyValueReader const& reader);

    std::vector<Postings> places_;
};

}  // namespace micklegate::audit
