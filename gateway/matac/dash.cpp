#include "gateway/matac/dash.hpp"

#include "gateway/toml/reader.hpp"

#include <algorithm>

namespace micklegate::matac {
namespace {

using std::chrono::sys_days;

constexpr std::string_view kReference = "policies/README.md says what each key means.";
constexpr int kLongestDays = 3653;

int read_between(toml::Reader& reader, std::string_view key, int least, int most)
{
    int const number = reader.whole_number(key);
    if (number < least || number > most)
        reader.refuse(key, "must be from " + std::to_string(least) + " to " + std::to_string(most));
    return number;
}

void read_levels(toml::Reader& reader, Thresholds& thresholds)
{
    constexpr int kMost = static_cast<int>(kDashQuestions);
    thresholds.medium_from = read_between(reader, "medium_from", 1, kMost);
    thresholds.high_from = read_between(reader, "high_from", 1, kMost);
    if (thresholds.high_from <= thresholds.medium_from)
        reader.refuse("high_from", "must be greater than medium_from");
    reader.refuse_unread_keys();
}

void read_marac(toml::Reader& reader, Thresholds& thresholds)
{
    constexpr int kMost = static_cast<int>(kDashQuestions);
    thresholds.marac_from = read_between(reader, "score_from", 1, kMost);
    if (thresholds.marac_from < thresholds.high_from)
        reader.refuse("score_from", "must not be below levels.high_from");
    thresholds.escalation_incidents = read_between(reader, "escalation_incidents", 2, 100);
    thresholds.escalation_days = read_between(reader, "escalation_days", 1, kLongestDays);
    thresholds.repeat_days = read_between(reader, "repeat_days", 1, kLongestDays);
    reader.refuse_unread_keys();
}

Level level_of(int score, Thresholds const& thresholds)
{
    if (score >= thresholds.high_from)
        return Level::kHigh;
    return score >= thresholds.medium_from ? Level::kMedium : Level::kStandard;
}

/// On the day itself, or no longer before it than that.
bool lies_within(Date earlier, Date on, int days)
{
    return earlier <= on && sys_days{on} - sys_days{earlier} <= std::chrono::days{days};
}

bool escalates(Repeat const& repeat, Thresholds const& thresholds)
{
    auto const recent = std::ranges::count_if(
        repeat.earlier, [&](Date day) { return lies_within(day, repeat.on, thresholds.escalation_days); });
    return 1 + recent >= thresholds.escalation_incidents;
}

}  // namespace

Result<Thresholds> load_thresholds(std::string_view path, std::string_view text)
{
    auto file = toml::parse(path, text, kReference);
    if (!file)
        return file.error();
    toml::Reader reader{*file};

    Thresholds thresholds;
    static_cast<void>(reader.text("title"));
    thresholds.stamp = stamp_of(reader.text("version"), text);
    if (auto levels = reader.table_if("levels"))
        read_levels(*levels, thresholds);
    else
        reader.refuse("levels", "is missing");
    if (auto marac = reader.table_if("marac"))
        read_marac(*marac, thresholds);
    else
        reader.refuse("marac", "is missing");
    reader.refuse_unread_keys();
    if (file->fault)
        return *file->fault;
    return thresholds;
}

Assessment dash_level(std::optional<Answers> const& answers, Judgement const& judgement, Repeat const& repeat,
                      Thresholds const& thresholds)
{
    Assessment assessment;
    assessment.tool = "dara";
    assessment.stamp = thresholds.stamp;
    if (answers) {
        auto const blanks = std::ranges::count(*answers, Answer::kBlank);
        assessment.score = static_cast<int>(std::ranges::count(*answers, Answer::kYes));
        assessment.most = assessment.score + static_cast<int>(blanks);
        assessment.tool = blanks == 0 ? "dash" : "dash_incomplete";
        assessment.level = level_of(assessment.score, thresholds);
        if (assessment.score >= thresholds.marac_from)
            assessment.marac.insert(MaracGround::kDashScore);
    }
    if (judgement.level)
        assessment.level = std::max(assessment.level.value_or(*judgement.level), *judgement.level);
    if (judgement.level == Level::kHigh)
        assessment.marac.insert(MaracGround::kProfessionalJudgement);
    if (escalates(repeat, thresholds))
        assessment.marac.insert(MaracGround::kEscalation);
    if (repeat.heard_on && lies_within(*repeat.heard_on, repeat.on, thresholds.repeat_days))
        assessment.marac.insert(MaracGround::kRepeat);
    assessment.could_be_higher =
        answers && (level_of(assessment.most, thresholds) > *assessment.level ||
                    (assessment.score < thresholds.marac_from && assessment.most >= thresholds.marac_from));
    return assessment;
}

}  // namespace micklegate::matac
