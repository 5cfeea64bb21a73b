// Histories of one prisoner as scripts: told as messages tell them, read by change_of().
#pragma once

#include "gateway/blocks/state.hpp"
#include "gateway/json/strict_json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace micklegate::blocks::test {

using boost::json::object;

inline std::string const kNumber = "A9001AA";
inline std::string const kBlock = "NYP-CB-2026-00417";

/// 2026-11-DD HH:MM UTC, which is what clocks in England show then.
inline Moment at(unsigned day, int hour, int minute = 0)
{
    return std::chrono::sys_days{Date{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{day}}} +
           std::chrono::hours{hour} + std::chrono::minutes{minute};
}

inline Terms seven_prisons() { return {{"HLI", "LEI", "DNI", "LHI", "MDI", "HDI", "WEI"}}; }

class Script {
public:
    Script& add(std::string_view change, object fields, Moment recorded)
    {
        if (!fields.contains("prisoner_number"))
            fields["prisoner_number"] = number_;
        auto read = change_of(change, fields, entry_++, recorded);
        EXPECT_TRUE(read) << one_line(read.error());
        if (read)
            changes_.push_back(*std::move(read));
        return *this;
    }

    /// Under which number the prisoner goes in what is told from now on.
    Script& under(std::string number)
    {
        number_ = std::move(number);
        return *this;
    }

    Script& requested(Moment moment, std::string_view prison, object more = {})
    {
        object fields{{"block_ref", kBlock},
                      {"requested_at", rfc3339(moment)},
                      {"channels", {"pin_phone", "mail", "visits"}},
                      {"prison", prison},
                      {"review_on", "2027-02-20"}};
        for (auto const& [key, value] : more)
            fields[key] = value;
        return add("requested", std::move(fields), moment);
    }

    Script& confirmed(Moment moment, std::string_view prison, object more = {})
    {
        object fields{{"block_ref", kBlock},
                      {"confirmed_at", rfc3339(moment)},
                      {"prison", prison},
                      {"visit_restriction", "BAN"},
                      {"channels",
                       {{{"channel", "pin_phone"}, {"state", "active"}},
                        {{"channel", "mail"}, {"state", "active"}},
                        {{"channel", "visits"}, {"state", "active"}}}}};
        for (auto const& [key, value] : more)
            fields[key] = value;
        return add("confirmed", std::move(fields), moment);
    }

    Script& acknowledged(Moment moment, std::string_view prison, object more = {})
    {
        object fields{{"block_ref", kBlock}, {"acknowledged_at", rfc3339(moment)}, {"prison", prison}};
        for (auto const& [key, value] : more)
            fields[key] = value;
        return add("acknowledged", std::move(fields), moment);
    }

    Script& carried_over(Moment moment, std::string_view from, std::string_view to, Moment moved_at)
    {
        return add("carried_over",
                   {{"block_ref", kBlock},
                    {"from_prison", from},
                    {"to_prison", to},
                    {"move_kind", "transfer"},
                    {"moved_at", rfc3339(moved_at)},
                    {"old_copy_lapses_at", rfc3339(moved_at + std::chrono::hours{24})},
                    {"visit_restriction", "BAN"},
                    {"channels", {{{"channel", "mail"}, {"state", "active"}}}}},
                   moment);
    }

    Script& received(Moment moment, std::string_view prison, std::string_view reason = "TRANSFERRED", object more = {})
    {
        return moved("received", moment, reason, "to_prison", prison, std::move(more));
    }

    Script& released(Moment moment, std::string_view prison, std::string_view reason = "TRANSFERRED", object more = {})
    {
        return moved("released", moment, reason, "from_prison", prison, std::move(more));
    }

    Script& not_returned(Moment moment)
    {
        return add("moved",
                   {{"movement", "not_returned"},
                    {"reason", "TEMPORARY_ABSENCE_OVERDUE"},
                    {"event_family", "temporary-absence"},
                    {"moved_at", rfc3339(moment)}},
                   moment);
    }

    Script& merged(Moment moment, std::string const& stays, std::string const& goes)
    {
        return add("moved",
                   {{"movement", "merged"},
                    {"reason", "MERGE"},
                    {"prisoner_number", stays},
                    {"removed_prisoner_number", goes},
                    {"event_family", "prison-offender-events"},
                    {"moved_at", rfc3339(moment)}},
                   moment);
    }

    /// As the immediate family tells it, seen `minutes` later than it happened.
    static object seen() { return {{"event_family", "prisoner-offender-search"}}; }

    /// Asked of and taken on by Hull on the 20th, where the prisoner came on the 19th.
    static Script held_at_hull()
    {
        Script script;
        script.received(at(19, 18), "HLI", "ADMISSION").requested(at(20, 15), "HLI").confirmed(at(20, 16), "HLI");
        return script;
    }

    [[nodiscard]] BlockState then(Moment moment) const { return state_at(changes_, kBlock, moment, seven_prisons()); }

    [[nodiscard]] std::vector<Change>& changes() noexcept { return changes_; }

private:
    Script& moved(std::string_view movement, Moment moment, std::string_view reason, std::string_view side,
                  std::string_view prison, object more)
    {
        object fields{{"movement", movement},
                      {"reason", reason},
                      {"moved_at", rfc3339(moment)},
                      {"event_family", "prison-offender-events"},
                      {side, prison}};
        for (auto const& [key, value] : more)
            fields[key] = value;
        return add("moved", std::move(fields), moment);
    }

    std::string number_ = kNumber;
    std::vector<Change> changes_;
    Sequence entry_ = 1;
};

inline object example_of(std::string const& type, std::size_t which)
{
    std::ifstream stream{std::string{MICKLEGATE_SOURCE_DIR} + "/policies/messages/" + type + ".json"};
    std::string const text{std::istreambuf_iterator<char>{stream}, {}};
    return json::parse_strict(text)->as_object().at("examples").as_array().at(which).as_object();
}

inline std::vector<std::string> words(std::vector<Due> const& due)
{
    std::vector<std::string> out;
    for (Due const& item : due)
        out.push_back(std::string{name_of(item.kind)} + " " + item.prison + (item.duty_desk ? " desk" : ""));
    return out;
}

}  // namespace micklegate::blocks::test
