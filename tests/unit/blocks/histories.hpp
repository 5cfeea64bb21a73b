// Random histories of one prisoner with a block, and what is true of them minute by minute, found without the fold.
#pragma once

#include "tests/unit/blocks/script.hpp"

#include <array>
#include <random>

namespace micklegate::blocks::test {

inline constexpr int kMinutes = 10 * 24 * 60;
inline constexpr std::array<char const*, 5> kPrisons{"HLI", "LEI", "DNI", "NHI", "MDI"};
inline Moment const kBegin = at(10, 0);

inline Moment minute(int m) { return kBegin + std::chrono::minutes{m}; }

/// One minute of the truth.
struct Place {
    Where where = Where::kUnknown;
    std::string prison;
    bool operator==(Place const&) const = default;
};

struct BlockEvent {
    enum class Kind { kRequested, kConfirmed, kAcknowledged, kCarriedOver, kRefused, kEnded };
    int minute = 0;
    Kind kind = Kind::kRequested;
    std::string prison;
    int expires_after = -1;  ///< days from the beginning; of a request
};

struct History {
    std::vector<Place> truth;
    std::vector<std::pair<int, std::string>> numbers{{0, kNumber}};  ///< from which minute the prisoner goes by which
    std::vector<BlockEvent> block;                                   ///< at most one in a minute, in order
    Script told;

    [[nodiscard]] std::string number_at(int m) const
    {
        std::string now;
        for (auto const& [since, number] : numbers)
            if (since <= m)
                now = number;
        return now;
    }
};

class Teller {
public:
    explicit Teller(unsigned seed) : dice_{seed} {}

    History tell()
    {
        history_ = {};
        history_.truth.resize(kMinutes);
        for (int m = roll(0, 4000); m < kMinutes && chance(50); m += roll(1, 6000))
            merge(m);
        for (int m = roll(0, 600); m < kMinutes; m += roll(1, 1500))
            move(m);
        for (int m = roll(0, 900); m < kMinutes; m += roll(1, 900))
            act(m);
        return std::move(history_);
    }

    int roll(int from, int to) { return std::uniform_int_distribution{from, to}(dice_); }
    bool chance(int percent) { return roll(1, 100) <= percent; }
    std::mt19937& dice() { return dice_; }

private:
    std::string any_prison() { return kPrisons[static_cast<std::size_t>(roll(0, 4))]; }

    /// What is told at a minute may name the number of then or an earlier one.
    void use_a_number_of(int m)
    {
        std::vector<std::string> known;
        for (auto const& [since, number] : history_.numbers)
            if (since <= m)
                known.push_back(number);
        history_.told.under(known[static_cast<std::size_t>(roll(0, static_cast<int>(known.size()) - 1))]);
    }

    void merge(int m)
    {
        std::string const stays = "A910" + std::to_string(history_.numbers.size()) + "AA";
        history_.told.merged(minute(m), stays, history_.numbers.back().second);
        history_.numbers.emplace_back(m, stays);
    }

    void become(int m, Where where, std::string const& prison)
    {
        std::fill(history_.truth.begin() + m, history_.truth.end(), Place{where, prison});
    }

    void received(int m, std::string const& prison, char const* reason, char const* seen_reason)
    {
        history_.told.received(minute(m), prison, reason);
        if (chance(60))
            history_.told.received(minute(m + roll(0, 200)), prison, seen_reason, Script::seen());
        become(m, Where::kHeld, prison);
    }

    void released(int m, Where where, std::string const& prison, char const* reason, object more = {})
    {
        // The delayed family may name where he is by the time it is published.
        std::string const named = where == Where::kInTransit && chance(30) ? any_prison() : prison;
        history_.told.released(minute(m), named, reason, std::move(more));
        if (chance(60))
            history_.told.released(minute(m + roll(0, 200)), prison, reason, Script::seen());
        become(m, where, prison);
    }

    void move(int m)
    {
        use_a_number_of(m);
        Place const now = history_.truth[static_cast<std::size_t>(m)];
        switch (now.where) {
        case Where::kUnknown:
        case Where::kFree: return received(m, any_prison(), "ADMISSION", "READMISSION");
        case Where::kInTransit: return received(m, any_prison(), "TRANSFERRED", "TRANSFERRED");
        case Where::kAtCourt:
            if (chance(20))
                return released(m, Where::kFree, now.prison, "RELEASED");
            return received(m, chance(50) ? now.prison : any_prison(), "RETURN_FROM_COURT", "RETURN_FROM_COURT");
        case Where::kOnTemporaryAbsence:
            if (!chance(30))
                return received(m, now.prison, "TEMPORARY_ABSENCE_RETURN", "TEMPORARY_ABSENCE_RETURN");
            history_.told.not_returned(minute(m));
            return become(m, Where::kAtLarge, now.prison);
        case Where::kAtLarge:
        case Where::kInHospital: return received(m, any_prison(), "ADMISSION", "READMISSION");
        default: break;
        }
        switch (roll(0, 6)) {
        case 0: return released(m, Where::kFree, now.prison, "RELEASED");
        case 1: return released(m, Where::kAtCourt, now.prison, "SENT_TO_COURT");
        case 2: return released(m, Where::kOnTemporaryAbsence, now.prison, "TEMPORARY_ABSENCE_RELEASE");
        case 3: return released(m, Where::kInHospital, now.prison, "RELEASED_TO_HOSPITAL");
        case 4: return released(m, Where::kAtLarge, now.prison, "RELEASED", {{"movement_reason_code", "UAL"}});
        case 5: return received(m, any_prison(), "TRANSFERRED", "TRANSFERRED");
        default: return released(m, Where::kInTransit, now.prison, "TRANSFERRED");
        }
    }

    void act(int m)
    {
        using Kind = BlockEvent::Kind;
        use_a_number_of(m);
        std::string const holder = history_.truth[static_cast<std::size_t>(m)].prison;
        std::string const prison = chance(70) && !holder.empty() ? holder : any_prison();
        int const kind = history_.block.empty() ? 0 : roll(0, 19);
        if (kind == 0) {
            int const expires = chance(40) ? m / 1440 + roll(0, 3) : -1;
            object more;
            if (expires >= 0)
                more["expires_on"] =
                    iso_date(Date{std::chrono::floor<std::chrono::days>(kBegin) + std::chrono::days{expires}});
            history_.told.requested(minute(m), prison, more);
            history_.block.push_back({m, Kind::kRequested, prison, expires});
        } else if (kind < 8) {
            history_.told.acknowledged(minute(m), prison);
            history_.block.push_back({m, Kind::kAcknowledged, prison});
        } else if (kind < 14) {
            history_.told.confirmed(minute(m), prison);
            history_.block.push_back({m, Kind::kConfirmed, prison});
        } else if (kind < 18) {
            object fields{{"block_ref", kBlock}, {"from_prison", any_prison()}, {"to_prison", prison}};
            if (int const came = arrival_before(m, prison); came >= 0)
                fields["moved_at"] = rfc3339(minute(std::max(0, came - roll(0, 600))));
            history_.told.add("carried_over", std::move(fields), minute(m));
            history_.block.push_back({m, Kind::kCarriedOver, prison});
        } else if (kind == 18) {
            history_.told.add("refused",
                              {{"block_ref", kBlock},
                               {"reason", "not_necessary"},
                               {"prison", prison},
                               {"refused_at", rfc3339(minute(m))}},
                              minute(m));
            history_.block.push_back({m, Kind::kRefused, prison});
        } else {
            history_.told.add("ended", {{"block_ref", kBlock}, {"ended_at", rfc3339(minute(m))}}, minute(m));
            history_.block.push_back({m, Kind::kEnded, {}});
        }
    }

    /// When whoever is held there came there, or -1.
    int arrival_before(int m, std::string const& prison)
    {
        auto const here = [&](int at) {
            return history_.truth[static_cast<std::size_t>(at)] == Place{Where::kHeld, prison};
        };
        if (!here(m))
            return -1;
        while (m > 0 && here(m - 1))
            --m;
        return m;
    }

    std::mt19937 dice_;
    History history_;
};

/// What each minute was, by going through every one of them.
class Oracle {
public:
    struct Minute {
        bool live = false;
        bool custody = false;
        bool gap = false;
        std::string responsible;
    };

    explicit Oracle(History const& history)
    {
        auto event = history.block.begin();
        for (int m = 0; m < kMinutes; ++m) {
            Place const& here = history.truth[static_cast<std::size_t>(m)];
            if (m == 0 || here != history.truth[static_cast<std::size_t>(m) - 1])
                come_to(m, here);
            forget_if_over(m);
            for (; event != history.block.end() && event->minute == m; ++event)
                hear(*event);
            forget_if_over(m);
            minutes_.push_back(look(m, here));
        }
    }

    [[nodiscard]] Minute const& operator[](int m) const { return minutes_[static_cast<std::size_t>(m)]; }

private:
    static bool is_custody(Where where) { return where != Where::kFree && where != Where::kAtLarge; }

    [[nodiscard]] bool is_live(int m) const
    {
        return wanted_ && !ended_ && !refused_ && (expires_ < 0 || m < (expires_ + 1) * 1440);
    }

    void come_to(int m, Place const& here)
    {
        place_ = here;
        if (here.where == Where::kFree)
            took_.clear();
        if (took_.contains(here.prison) && responsible_ != here.prison && m - took_[here.prison] > 7 * 1440)
            took_.erase(here.prison);
    }

    void forget_if_over(int m)
    {
        if (is_live(m))
            return;
        took_.clear();
        responsible_.clear();
    }

    void hear(BlockEvent const& event)
    {
        using Kind = BlockEvent::Kind;
        if (event.kind == Kind::kEnded) {
            ended_ = true;
            return;
        }
        if (event.kind == Kind::kRefused) {
            refused_ = true;
            return;
        }
        if (event.kind == Kind::kRequested) {
            ended_ = false;
            expires_ = event.expires_after;
        }
        wanted_ = true;
        refused_ = false;
        presumed_ = event.prison;
        if (event.kind != Kind::kConfirmed && event.kind != Kind::kAcknowledged)
            return;
        took_[event.prison] = event.minute;
        if (responsible_.empty())
            responsible_ = event.prison;
    }

    Minute look(int m, Place const& here)
    {
        std::string const& holder = here.where == Where::kUnknown ? presumed_ : here.prison;
        bool const custody = is_custody(here.where);
        if (custody && took_.contains(holder) && responsible_ != holder) {
            responsible_ = holder;
            int const when = took_[holder];
            took_.clear();
            took_[holder] = when;
        }
        bool const live = is_live(m);
        return {live, custody, live && custody && !took_.contains(holder), responsible_};
    }

    std::vector<Minute> minutes_;
    Place place_;
    bool wanted_ = false;
    bool ended_ = false;
    bool refused_ = false;
    int expires_ = -1;
    std::string presumed_;
    std::string responsible_;
    std::map<std::string, int> took_;
};

}  // namespace micklegate::blocks::test
