#include "gateway/orders/read_change.hpp"

#include "gateway/json/fields.hpp"
#include "gateway/model/fold.hpp"
#include "gateway/orders/released_fields.hpp"

#include <array>

namespace micklegate::orders {
namespace {

constexpr std::array kKinds{Word<Kind>{"non_molestation", Kind::kNonMolestation},
                            Word<Kind>{"occupation", Kind::kOccupation}, Word<Kind>{"undertaking", Kind::kUndertaking},
                            Word<Kind>{"outside_england_and_wales", Kind::kOutsideEnglandAndWales}};

constexpr std::array kEndings{Word<Ending::By>{"specified", Ending::By::kSpecified},
                              Word<Ending::By>{"until_hearing", Ending::By::kUntilHearing},
                              Word<Ending::By>{"no_end", Ending::By::kNoEnd}};

constexpr std::array kVariations{Word<Varied::As>{"varied", Varied::As::kVaried},
                                 Word<Varied::As>{"slip_rule", Varied::As::kSlipRule},
                                 Word<Varied::As>{"consolidated", Varied::As::kConsolidated}};

constexpr std::array kDischarges{Word<Discharged::As>{"discharged", Discharged::As::kDischarged},
                                 Word<Discharged::As>{"set_aside", Discharged::As::kSetAside},
                                 Word<Discharged::As>{"not_continued", Discharged::As::kNotContinued}};

using Because = ServiceFailed::Because;
constexpr std::array kReasons{
    Word<Because>{"not_found", Because::kNotFound},
    Word<Because>{"moved_away", Because::kNotFound},
    Word<Because>{"evading", Because::kEvading},
    Word<Because>{"abroad", Because::kAbroad},
    Word<Because>{"no_fixed_abode", Because::kNoFixedAbode},
    Word<Because>{"identity_in_doubt", Because::kWrongDetails},
    Word<Because>{"unsafe_to_approach", Because::kUnsafe},
    Word<Because>{"wrong_details", Because::kWrongDetails},
};

constexpr std::array kWays{Word<Told::Way>{"served", Told::Way::kServed}, Word<Told::Way>{"told", Told::Way::kTold}};

using Method = Told::Method;
constexpr std::array kMethods{
    Word<Method>{"personal", Method::kInPerson},      Word<Method>{"personal_in_custody", Method::kInCustody},
    Word<Method>{"as_directed", Method::kAsDirected}, Word<Method>{"in_court", Method::kInCourt},
    Word<Method>{"telephone", Method::kTelephone},    Word<Method>{"video", Method::kVideo},
    Word<Method>{"message", Method::kMessage},
};

template <class Value, std::size_t n>
Value one_of(ReleasedFields& fields, std::string_view key, std::array<Word<Value>, n> const& words)
{
    return fields.one_of(key, std::span<Word<Value> const>{words});
}

Ending ending(ReleasedFields& fields)
{
    Ending ending;
    ending.by = one_of(fields, "end_kind", kEndings);
    ending.at = fields.moment_if("ends_at");
    return ending;
}

std::string text_if(ReleasedFields& fields, std::string_view key) { return fields.has(key) ? fields.text(key) : ""; }

Made made(ReleasedFields& fields)
{
    Made made;
    made.kind = one_of(fields, "order_type", kKinds);
    made.ending = ending(fields);
    made.hearing = fields.moment_if("return_hearing_at");
    made.power_of_arrest_until = fields.moment_if("power_of_arrest_until");
    made.terms = fields.terms("terms");
    made.permitted_contact = text_if(fields, "permitted_contact");
    return made;
}

Varied varied(ReleasedFields& fields, boost::json::object const& all)
{
    Varied varied;
    varied.as = one_of(fields, "change_kind", kVariations);
    varied.new_reference = text_if(fields, "new_order_ref");
    if (fields.has("end_kind"))
        varied.ending = ending(fields);
    else if (auto const ends = fields.moment_if("ends_at"))
        varied.ending = Ending{Ending::By::kSpecified, ends};
    varied.hearing = fields.moment_if("return_hearing_at");
    varied.terms = fields.terms("terms");
    varied.permitted_contact = text_if(fields, "permitted_contact");
    varied.service_needed = json::flag_at(all, "service_needed");
    return varied;
}

Extended extended(ReleasedFields& fields)
{
    Extended extended;
    extended.ending = ending(fields);
    extended.hearing = fields.moment_if("return_hearing_at");
    if (fields.has("terms"))
        extended.terms = fields.terms("terms");
    return extended;
}

Undertaking undertaking(ReleasedFields& fields)
{
    Undertaking undertaking;
    undertaking.replaces = text_if(fields, "order_ref");
    undertaking.ends = fields.moment_if("ends_at");
    undertaking.terms = fields.terms("terms");
    return undertaking;
}

Told told(ReleasedFields& fields, boost::json::object const& all)
{
    Told told;
    told.way = one_of(fields, "service_kind", kWays);
    told.method = one_of(fields, "service_method", kMethods);
    told.by_applicant = fields.text("served_by_kind") == "applicant";
    told.directed = fields.has("direction_ref");
    if (fields.has("terms_told")) {
        told.terms.emplace();
        for (boost::json::value const& number : json::array_at(all, "terms_told"))
            if (number.is_string())
                told.terms->emplace_back(std::string_view{number.get_string()});
    }
    return told;
}

Respondent respondent(boost::json::object const& fields)
{
    std::string const forenames = fold(json::text_at(fields, "respondent_forename"));
    return {forenames.substr(0, forenames.find(' ')), fold(json::text_at(fields, "respondent_surname")),
            json::text_at(fields, "respondent_dob")};
}

}  // namespace

Result<Change> change_of(std::string_view change, boost::json::object const& fields, Sequence entry, Moment recorded)
{
    ReleasedFields released{fields};
    Change read;
    read.entry = entry;
    read.recorded = recorded;
    read.reference = released.text(change == "undertaking" ? "undertaking_ref" : "order_ref");
    read.respondent = respondent(fields);
    auto const* const sealed = fields.if_contains("sealed");
    read.sealed = sealed == nullptr || json::flag_at(fields, "sealed");
    if (change == "made") {
        read.at = released.moment("made_at");
        read.what = made(released);
    } else if (change == "varied") {
        read.at = released.moment("varied_at");
        read.what = varied(released, fields);
    } else if (change == "extended") {
        read.at = released.moment("extended_at");
        read.what = extended(released);
    } else if (change == "discharged") {
        read.at = released.moment("discharged_at");
        // Withheld, it takes nothing from the answer; unread, the discharge would leave the order standing.
        read.what = Discharged{released.has("outcome") ? one_of(released, "outcome", kDischarges) : Discharged::As{}};
    } else if (change == "undertaking") {
        read.at = released.moment("given_at");
        read.what = undertaking(released);
    } else if (change == "service_failed") {
        read.at = released.moment("reported_at");
        read.what = ServiceFailed{released.has("reason") ? one_of(released, "reason", kReasons) : Because::kNotSaid};
    } else if (change == "served") {
        read.at = released.moment("served_at");
        read.what = told(released, fields);
    } else {
        return problem(ProblemCode::kIntegrity, "No order undergoes a change of that name.");
    }
    if (!released.outcome())
        return released.outcome().error();
    return read;
}

}  // namespace micklegate::orders
