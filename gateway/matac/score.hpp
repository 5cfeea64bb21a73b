// An RFGV score: recency, frequency, gravity and victims of what one person is reported to have done.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/matac/weights.hpp"

#include <map>
#include <optional>

namespace micklegate::matac {

enum class Record {
    kRecorded,
    kReclassified,  ///< stands in place of the recorded rows of its incident
    kCancelled,     ///< found to be no incident: all its rows go
};

enum class Source {
    kPolice,
    kPartner,  ///< told by a partner and unknown to police: shown beside the score, never in it
};

/// One incident with one victim; an incident with two victims comes twice.
struct Incident {
    std::string reference;
    Date on{};
    std::string harm_band;
    std::string victim;  ///< a code; empty where the victim is not known
    std::string crime_class;
    Record record = Record::kRecorded;
    Source source = Source::kPolice;
};

/// Why an incident is not in a score.
enum class LeftOut {
    kFutureDated,
    kBeforeWindow,
    kCancelled,
    kReclassified,
    kOtherClass,
    kUnknownBand,
    kPartnerOnly,
};

/// "future_dated", "before_window" …
[[nodiscard]] std::string_view name_of(LeftOut reason) noexcept;

/// For each incident, in the same order: nothing where it counts on that day.
[[nodiscard]] std::vector<std::optional<LeftOut>> judged(std::vector<Incident> const& incidents, Weights const& weights,
                                                         Date as_of);

/// Both days count: the last is the day of the score, the first the window's length before it.
struct Window {
    Date first{};
    Date last{};
};

struct Score {
    int recency = 0;
    int frequency = 0;
    int gravity = 0;
    int victims = 0;
    Stamp stamp;
    Window window;
    std::size_t incidents = 0;     ///< that count, each once
    std::size_t victims_seen = 0;  ///< different ones
    std::optional<Date> latest;    ///< day of the latest that counts
    std::map<LeftOut, std::size_t> left_out;
    std::size_t victims_outside = 0;  ///< whom partners alone know

    [[nodiscard]] int total() const noexcept { return recency + frequency + gravity + victims; }
};

/// Of one person; the order of incidents does not matter, nor that one comes twice.
[[nodiscard]] Score score(std::vector<Incident> const& incidents, Weights const& weights, Date as_of);

/// From adoption to exit.
struct ScoreChange {
    int entry = 0;
    int exit = 0;
    bool comparable = false;  ///< made with the same weights; else the entry is to be scored again
};

[[nodiscard]] ScoreChange change_between(Score const& entry, Score const& exit);

}  // namespace micklegate::matac
