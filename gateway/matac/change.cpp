#include "gateway/matac/change.hpp"

#include "gateway/json/fields.hpp"
#include "gateway/recognise/police_numbers.hpp"

#include <algorithm>

namespace micklegate::matac {
namespace {

using json::text_at;

std::optional<Date> date_at(boost::json::object const& fields, std::string_view key)
{
    auto const date = parse_iso_date(text_at(fields, key));
    return date ? std::optional{*date} : std::nullopt;
}

std::optional<int> score_at(boost::json::object const& fields, std::string_view key)
{
    auto const* const value = fields.if_contains(key);
    return value != nullptr && value->is_int64() ? std::optional{static_cast<int>(value->get_int64())} : std::nullopt;
}

std::string pncid_at(boost::json::object const& fields)
{
    std::string const value = text_at(fields, "perpetrator_pncid");
    return value.empty() || recognise::pncid_fault(value) ? std::string{} : recognise::normal_pncid(value);
}

bool is_unknown_to_police(boost::json::value const& victim)
{
    if (!victim.is_object())
        return false;
    auto const* const known = victim.get_object().if_contains("known_to_police");
    return known != nullptr && known->is_bool() && !known->get_bool();
}

Nominated nominated(boost::json::object const& fields)
{
    Nominated out;
    out.reference = text_at(fields, "nomination_ref");
    out.name = text_at(fields, "perpetrator_name");
    out.born = date_at(fields, "perpetrator_dob");
    out.pncid = pncid_at(fields);
    out.whereabouts = text_at(fields, "perpetrator_status");
    out.victims = static_cast<std::size_t>(std::max(json::whole_number_at(fields, "victim_count", 0), std::int64_t{0}));
    out.victims_outside =
        static_cast<std::size_t>(std::ranges::count_if(json::array_at(fields, "victims"), is_unknown_to_police));
    return out;
}

Problem missing(std::string_view field)
{
    return field_problem(ProblemCode::kMissingField, "/" + std::string{field}, "is missing or no sound value");
}

}  // namespace

Result<Change> change_of(MessageType const& type, boost::json::object const& fields, Passage const& passage)
{
    Change change{passage.message, passage.from, passage.to, passage.at, {}};
    if (type.get() == "matac.nomination") {
        change.what = nominated(fields);
        return change;
    }
    std::string const case_ref = text_at(fields, "case_ref");
    if (case_ref.empty())
        return missing("case_ref");
    std::string const action_ref = text_at(fields, "action_ref");
    if (type.get() == "matac.subject-profile") {
        auto const points = score_at(fields, "rfgv_score");
        if (!points)
            return missing("rfgv_score");
        change.what = Profiled{case_ref, *points, text_at(fields, "rfgv_version")};
    } else if (type.get() == "matac.action-plan") {
        auto const due = date_at(fields, "due_on");
        if (!due)
            return missing("due_on");
        change.what =
            ActionPlanned{case_ref, action_ref, text_at(fields, "action_kind"), text_at(fields, "tactic"), *due};
    } else if (type.get() == "matac.action-update") {
        auto const at = parse_rfc3339(text_at(fields, "updated_at"));
        if (!at)
            return missing("updated_at");
        change.what = ActionUpdated{case_ref,
                                    action_ref,
                                    text_at(fields, "progress"),
                                    *at,
                                    date_at(fields, "done_on"),
                                    date_at(fields, "new_due_on")};
    } else if (type.get() == "matac.exit") {
        auto const on = date_at(fields, "exit_on");
        if (!on)
            return missing("exit_on");
        change.what = Exited{case_ref,
                             *on,
                             text_at(fields, "exit_reason"),
                             score_at(fields, "rfgv_entry_score"),
                             score_at(fields, "rfgv_exit_score"),
                             json::flag_at(fields, "scores_comparable")};
    } else {
        return problem(ProblemCode::kInvalidValue, "This message type changes no MATAC case.");
    }
    return change;
}

}  // namespace micklegate::matac
