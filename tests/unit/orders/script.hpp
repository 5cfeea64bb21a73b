// The life of an order as a script, and what stands at which moment as a table.
#pragma once

#include "gateway/base/joined.hpp"
#include "gateway/orders/standing.hpp"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

namespace micklegate::orders::test {

/// "2026-11-19 11:40" is UTC; "2026-10-25 01:30+01:00" bears an offset.
inline Moment at(std::string_view text)
{
    std::string full{text.substr(0, 10)};
    full.append("T").append(text.substr(11, 5)).append(":00").append(text.size() > 16 ? text.substr(16) : "Z");
    return parse_rfc3339(full).value();
}

inline Terms numbered(std::vector<std::string> const& texts)
{
    Terms terms;
    for (std::string const& text : texts)
        terms.push_back({static_cast<std::int64_t>(terms.size()) + 1, text});
    return terms;
}

inline Ending until(std::string_view end) { return {Ending::By::kSpecified, at(end)}; }
inline Ending until_hearing() { return {Ending::By::kUntilHearing, {}}; }
inline Ending no_end() { return {Ending::By::kNoEnd, {}}; }

inline Made order(Ending ending = until("2027-05-19 12:00+01:00"), Kind kind = Kind::kNonMolestation)
{
    Made made;
    made.kind = kind;
    made.ending = ending;
    made.terms = numbered({"Must not threaten.", "Must not telephone."});
    return made;
}

inline Varied variation(std::vector<std::string> const& terms, std::string new_reference = {},
                        Varied::As as = Varied::As::kVaried)
{
    Varied varied;
    varied.as = as;
    varied.new_reference = std::move(new_reference);
    varied.terms = numbered(terms);
    return varied;
}

inline Told served(Told::Method method = Told::Method::kInPerson)
{
    return {Told::Way::kServed, method, false, false, {}};
}
inline Told told(Told::Method method) { return {Told::Way::kTold, method, false, false, {}}; }

/// Each change is recorded as it takes effect, unless told otherwise, and as the next entry of the log; a court tells
/// of what courts do.
class Script {
public:
    Script& on(std::string_view moment, What what, std::string reference = "NMO-1")
    {
        Change change;
        change.at = at(moment);
        change.recorded = change.at;
        change.entry = changes.size() + 1;
        change.reference = std::move(reference);
        change.what = std::move(what);
        change.by_court = is_act_of_court(change.what);
        change.from = change.by_court ? "court" : "server";
        changes.push_back(std::move(change));
        return *this;
    }
    /// Of the change before.
    Script& recorded(std::string_view moment)
    {
        changes.back().recorded = at(moment);
        return *this;
    }
    Script& from(std::string agency, bool is_court = false)
    {
        changes.back().from = std::move(agency);
        changes.back().by_court = is_court;
        return *this;
    }
    Script& about(Respondent respondent)
    {
        changes.back().respondent = std::move(respondent);
        return *this;
    }
    Script& unsealed()
    {
        changes.back().sealed = false;
        return *this;
    }
    [[nodiscard]] Standing at_moment(std::string_view moment) const { return standing_at(changes, at(moment)); }

    std::vector<Change> changes;
};

inline std::string in_words(Standing const& standing)
{
    if (!standing.exists)
        return "none";
    std::vector<std::string> words{standing.in_force ? "in force" : "not in force"};
    if (standing.aware)
        words.emplace_back("known");
    if (standing.enforceable)
        words.emplace_back("crime");
    if (standing.power_of_arrest)
        words.emplace_back("power of arrest");
    if (standing.hearing_passed)
        words.emplace_back("hearing passed");
    if (!standing.terms_not_told.empty() && standing.aware)
        words.push_back(std::to_string(standing.terms_not_told.size()) + " not told");
    return joined(words);
}

inline void expect(Script const& script, std::vector<std::pair<std::string_view, std::string_view>> const& table)
{
    for (auto const& [moment, words] : table)
        EXPECT_EQ(in_words(script.at_moment(moment)), words) << "at " << moment;
}

inline std::string why(Script const& script, std::string_view moment)
{
    return joined(script.at_moment(moment).why, "\n");
}

inline std::vector<std::string> texts(Terms const& terms)
{
    std::vector<std::string> texts;
    for (Term const& term : terms)
        texts.push_back(term.text);
    return texts;
}

}  // namespace micklegate::orders::test

namespace micklegate::orders {

inline void PrintTo(Standing const& standing, std::ostream* out)
{
    *out << test::in_words(standing) << "; terms " << testing::PrintToString(test::texts(standing.terms))
         << " not told " << testing::PrintToString(test::texts(standing.terms_not_told)) << " as "
         << testing::PrintToString(standing.references) << " because " << joined(standing.why, " ");
}

}  // namespace micklegate::orders
