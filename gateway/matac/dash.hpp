// A DASH assessment: the level its answers give, and whether the case goes to MARAC. Borders are an area's own choice.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/matac/stamp.hpp"

#include <array>
#include <optional>
#include <set>
#include <vector>

namespace micklegate::matac {

inline constexpr std::size_t kDashQuestions = 24;

struct Thresholds {
    Stamp stamp;
    int medium_from = 0;
    int high_from = 0;
    int marac_from = 0;
    int escalation_incidents = 0;
    int escalation_days = 0;
    int repeat_days = 0;
};

/// `path` is for faults, which have line and column.
[[nodiscard]] Result<Thresholds> load_thresholds(std::string_view path, std::string_view text);

enum class Level { kStandard, kMedium, kHigh };
enum class Answer { kNo, kYes, kBlank };
using Answers = std::array<Answer, kDashQuestions>;

/// What a person who knows the case adds. There is no field for consent: it is asked for, recorded, and not needed.
struct Judgement {
    std::optional<Level> level;  ///< a professional's own; also the result of DARA or another tool
};

/// What happened before, for escalation and repeat.
struct Repeat {
    Date on{};                     ///< of the incident that is assessed
    std::vector<Date> earlier;     ///< of each earlier incident with the same two people
    std::optional<Date> heard_on;  ///< at a MARAC before
};

/// In the order in which one is named as the main ground.
enum class MaracGround { kDashScore, kProfessionalJudgement, kEscalation, kRepeat };

struct Assessment {
    std::string_view tool;  ///< a word of marac.referral's assessment_tool: dash, dash_incomplete or dara
    Stamp stamp;
    int score = 0;                 ///< the least it can be; 0 without DASH
    int most = 0;                  ///< were every blank a yes
    std::optional<Level> level;    ///< nothing where no tool gave one and nobody judged
    bool could_be_higher = false;  ///< blanks stand between this level, or this ground, and the next: ask again
    std::set<MaracGround> marac;   ///< empty: none of the four grounds
};

/// Nothing for `answers` where the force used DARA, which has no score. Judgement never lowers what the answers give.
[[nodiscard]] Assessment dash_level(std::optional<Answers> const& answers, Judgement const& judgement,
                                    Repeat const& repeat, Thresholds const& thresholds);

}  // namespace micklegate::matac
