// Chance that is the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>

namespace micklegate::matching {

/// SplitMix64 (Steele, Lea and Flood 2014): the standard library's distributions differ between implementations.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_{seed} {}

    std::size_t below(std::size_t bound) { return next() % bound; }
    bool chance(unsigned percent) { return below(100) < percent; }
    template <class List>
    auto const& any(List const& list)
    {
        return list[below(list.size())];
    }
    /// Names are not equally common: the n-th has a weight of 1/(n+5).
    template <class List>
    auto const& by_rank(List const& list)
    {
        double total = 0;
        for (std::size_t i = 0; i < list.size(); ++i)
            total += 1.0 / static_cast<double>(i + 5);
        double left = total * static_cast<double>(below(1'000'000)) / 1e6;
        for (std::size_t i = 0; i < list.size(); ++i)
            if ((left -= 1.0 / static_cast<double>(i + 5)) < 0)
                return list[i];
        return list.back();
    }

private:
    std::uint64_t next()
    {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }

    std::uint64_t state_;
};

}  // namespace micklegate::matching
