#include "gateway/bench/sample_events.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>

namespace micklegate::bench {
namespace {

using boost::json::object;

constexpr std::array kForenames{"Ada", "Bram", "Cerys", "Dev", "Elif", "Finn", "Grace", "Hamza", "Isla", "Jakub"};
constexpr std::array kSurnames{"Ackroyd", "Birchall", "Calder", "Dunmore", "Earnshaw", "Fothergill", "Garside"};
constexpr std::array kSentences{
    "Officers attended after a call from a neighbour and spoke to both adults apart. ",
    "There was shouting and a door was damaged; nobody needed medical treatment. ",
    "One adult left before the officers arrived and was later found and spoken to. ",
    "The children were upstairs and were seen by an officer before they went back to sleep. ",
    "A safety plan was agreed and a marker was placed so that any further call is answered at once. ",
    "The family's support worker has been told and will visit in the morning. ",
};

template <std::size_t N>
char const* one_of(std::array<char const*, N> const& words, std::size_t i)
{
    return words[i % N];
}

std::string digits(std::size_t number, std::size_t width)
{
    std::string text = std::to_string(number);
    return std::string(width - std::min(width, text.size()), '0') + text;
}

/// Of an age at which the school teaches, and always below the agreement's 18.
std::string birth_date(registers::School const& school, std::size_t i, Date today)
{
    int const youngest = std::clamp(school.age_low.value_or(5) + 1, 4, 16);
    Date const birth{today.year() - std::chrono::years{youngest}, std::chrono::month{static_cast<unsigned>(i % 12 + 1)},
                     std::chrono::day{static_cast<unsigned>(i / 12 % 28 + 1)}};
    return iso_date(birth);
}

object data_of(registers::School const& school, std::size_t i, Moment now)
{
    std::string const number = digits(i, 7);
    object data;
    data["incident_ref"] = "1226" + number;
    data["occurred_at"] = rfc3339(now - std::chrono::hours{2});
    data["location"] = "Wetherdale";
    data["incident_postcode"] = "YO98 4FP";
    data["risk"] = "medium";
    data["officer"] = "PC 0719 Ormsby";
    data["officer_contact"] = "01904 496000";
    data["child_ref"] = "B" + number;
    data["child_forename"] = one_of(kForenames, i);
    data["child_surname"] = std::string{one_of(kSurnames, i)} + "-" + one_of(kSurnames, i / 7);
    data["child_dob"] = birth_date(school, i, london_date(now));
    data["child_present"] = i % 2 == 0;
    data["child_voice"] = "Asleep, not spoken to";
    data["relationship"] = "child of victim";
    data["school_name"] = school.name;
    data["school_urn"] = school.urn;
    data["school_postcode"] = school.postcode;
    data["home_educated"] = false;
    data["welfare_check"] = true;
    data["handling"] = "Do not contact parents about this notice.";
    data["victim_name"] = "Noor Pemberton";
    data["victim_address"] = std::to_string(i % 90 + 1) + " Cragdale Road, Nunstead, YO98 4FP";
    data["victim_phone"] = "07700 900901";
    data["suspect_name"] = "Ellis Thackray";
    return data;
}

std::string event_text(registers::School const& school, std::size_t i, EventPlan const& plan)
{
    object event;
    event["specversion"] = "1.0";
    event["id"] = "bench/" + std::to_string(i);
    event["source"] = plan.sender.get();
    event["type"] = "encompass.notification";
    event["purpose"] = "child_safeguarding";
    event["data"] = data_of(school, i, plan.now);
    std::size_t const bare = boost::json::serialize(event).size();
    std::string summary;
    for (std::size_t next = i; summary.empty() || bare + summary.size() < plan.bytes; ++next)
        summary += one_of(kSentences, next);
    event["data"].get_object()["summary"] = summary;
    return boost::json::serialize(event);
}

}  // namespace

std::vector<std::string> sample_events(registers::SchoolRegister const& schools, EventPlan const& plan)
{
    auto const open = schools.open_schools();
    std::vector<std::string> events;
    for (std::size_t i = 0; i < plan.count && !open.empty(); ++i)
        events.push_back(event_text(*open[i % open.size()], i, plan));
    return events;
}

}  // namespace micklegate::bench
