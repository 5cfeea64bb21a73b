// Entries whose companion of one kind is missing, until a later entry says that it was destroyed.
#pragma once

#include <bitset>
#include <cstdint>
#include <map>
#include <optional>

namespace micklegate::evidence {

/// One bit for each that is unaccounted for, in pages that go when they are empty. Not thread-safe.
class Missing {
public:
    void miss(std::uint64_t index) { pages_[index / kPage].set(index % kPage); }

    /// False where that entry's was not missing.
    bool settle(std::uint64_t index)
    {
        auto const page = pages_.find(index / kPage);
        if (page == pages_.end() || !page->second.test(index % kPage))
            return false;
        page->second.reset(index % kPage);
        if (page->second.none())
            pages_.erase(page);
        return true;
    }

    [[nodiscard]] std::optional<std::uint64_t> first() const
    {
        if (pages_.empty())
            return std::nullopt;
        auto const& [page, missing] = *pages_.begin();
        return page * kPage + missing._Find_first();
    }

private:
    static constexpr std::size_t kPage = 4096;
    std::map<std::uint64_t, std::bitset<kPage>> pages_;
};

}  // namespace micklegate::evidence
