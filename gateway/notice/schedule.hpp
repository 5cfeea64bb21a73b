// When each agency is told: at once, then no oftener than once a minute, and again later where it did not get through.
#pragma once

#include "gateway/notice/waiting.hpp"

#include <chrono>
#include <map>

namespace micklegate::notice {

/// Not the time of day: a clock that is put right must not make notices late.
using Instant = std::chrono::steady_clock::time_point;

struct Pace {
    std::chrono::milliseconds gather{1'000};        ///< what comes together is told together
    std::chrono::milliseconds apart{60'000};        ///< between two notices of one agency
    std::chrono::milliseconds first_retry{10'000};  ///< doubled each time
    std::chrono::milliseconds longest_retry{std::chrono::hours{1}};
    std::chrono::milliseconds give_up{std::chrono::hours{72}};
    std::chrono::milliseconds first_rest{5'000};  ///< of a mail server that takes nobody's; doubled each time
    std::chrono::milliseconds longest_rest{60'000};
};

/// One untold notice.
struct Untold {
    std::vector<Arrival> arrivals;
    std::size_t more = 0;  ///< beyond those that are listed
    std::string id;        ///< of the notice that is being tried; empty before the first attempt and after an arrival
};

/// For one thread.
class Schedule {
public:
    static constexpr std::size_t kMostListed = 1'000;

    explicit Schedule(Pace pace) : pace_{pace} {}

    void add(AgencyId const& agency, Arrival arrival, Instant now);
    /// Those whose turn it is, who waited longest first.
    [[nodiscard]] std::vector<AgencyId> due(Instant now, std::size_t most) const;
    [[nodiscard]] Untold& of(AgencyId const& agency) { return agencies_.at(agency).untold; }

    /// The agency knows; what comes within a minute is told after that.
    void told(AgencyId const& agency, Instant now);
    /// Somebody saw to everything before it could be told, or the agency wants no notice any more.
    void forget(AgencyId const& agency);
    /// Did not get through. True where it never will: what is not told by then is forgotten. With a `pause` it is not
    /// the agency's own failure, and its own pause does not grow.
    [[nodiscard]] bool failed(AgencyId const& agency, Instant now,
                              std::optional<std::chrono::milliseconds> pause = std::nullopt);

    /// The earliest entry that somebody is still to be told of.
    [[nodiscard]] std::optional<Sequence> oldest() const;
    [[nodiscard]] std::size_t size() const noexcept;

private:
    struct Place {
        Untold untold;
        Instant next{};  ///< not before
        std::optional<Instant> failing_since;
        std::chrono::milliseconds retry{0};  ///< the last pause
    };

    Pace pace_;
    std::map<AgencyId, Place> agencies_;  ///< with something to tell, or told within the last minute
};

}  // namespace micklegate::notice
