// What may never happen, written down a second time and by hand: the word of a reader against the prover's. It knows
// nothing of policies/invariants.toml.
#pragma once

#include "gateway/policy/agreement.hpp"

#include <array>

namespace micklegate::policy::forbidden {

struct Row {
    std::string_view kinds;
    std::string_view classes;  ///< x never · g on special grounds only · e where the set gives leave · . nothing said
};

// clang-format off
/// The columns of kMatrix.
inline constexpr std::array<std::string_view, 19> kClasses{
    "identity",
    "contact_safe", "contact_unsafe", "contact_perp",
    "address_victim", "address_perp", "custody_location", "child_school",
    "health", "sexual_offence",
    "criminal_allegation", "conviction", "intelligence", "risk_assessment",
    "voice_of_child", "third_party",
    "free_text",
    "routing", "administrative",
};

inline constexpr std::array kMatrix{
    //                                                            i ccc aaac hs ccir vt f ra
    //                                                            d sup vpls eo avni op t od
    Row{"police btp la_childrens la_adults la_housing probation", ". ... e.e. gg ..e. .. e .."},
    Row{"health marac matac stalking_clinic se_group",            ". ... e.e. gg ..e. .. e .."},
    Row{"csp_hub duty_desk",                                      ". ... e.e. gg ..e. .. e .."},
    Row{"school college",                                         ". ... e.e. gg ..xx .. e .."},
    Row{"prison upcs",                                            ". ... e.ex gg ..e. .. e .."},
    Row{"court",                                                  ". ... e.e. gg ..x. .. e .."},
    Row{"process_server",                                         ". ... x.e. gg ..ex .. e .."},
    Row{"pnd_adapter rj_provider fraud_centre",                   ". ... x.e. gg ..e. .. e .."},
    Row{"sv_hub da_provider iva_provider isva_provider",          ". ..x exx. gg ..x. .. e .."},
    Row{"counselling womens_centre sarc csaas cyp_exploitation",  ". ..x exx. gg ..x. .. e .."},
    Row{"parent_support victim_liaison solicitor",                ". ..x exx. gg ..x. .. e .."},
    Row{"specialist_provider",                                    ". ..x exx. gg ..x. .. e .."},
    Row{"perpetrator_provider",                                   ". xx. x.ex xx ..xx x. e .."},
    Row{"scrutiny_panel",                                         "x xxx xxxx xx ..x. xx e .."},
    Row{"commissioner",                                           "x xxx xxxx xx ..xx xx e .."},
    Row{"auditor",                                                ". xxx xxxx xx xxxx xx x x."},
};
inline constexpr Row kAnonymous{"",                               "x xxx xxxx xx ..x. xx e .."};
// clang-format on

struct People {
    std::string_view kinds;
    std::string_view roles;  ///< x never · . nothing said
};

// clang-format off
/// The columns of kPeople.
inline constexpr std::array<std::string_view, 17> kRoles{
    "victim", "child", "carer", "parent", "adult", "protected", "representative", "contact",
    "source", "informant", "witness", "associate",
    "suspect", "perpetrator", "prisoner", "exploiter",
    "subject",
};

inline constexpr std::array kPeople{
    //                                                                vccpaprc siwa sppe s
    //                                                                ihaadreo onis ueri u
    //                                                                clrrutpn ufts srsp b
    People{"police btp la_childrens la_adults la_housing probation", "........ xx.. .... ."},
    People{"health marac matac stalking_clinic se_group csp_hub",    "........ xx.. .... ."},
    People{"prison upcs court process_server pnd_adapter",           "........ xx.. .... ."},
    People{"rj_provider fraud_centre auditor da_provider",           "........ xx.. .... ."},
    People{"sv_hub iva_provider isva_provider counselling sarc",     "........ xx.. x..x ."},
    People{"womens_centre csaas cyp_exploitation parent_support",    "........ xx.. x..x ."},
    People{"victim_liaison solicitor specialist_provider",           "........ xx.. x..x ."},
    People{"school",                                                 "x.xxxxxx xxxx x.xx ."},
    People{"college",                                                "x.xxxxxx xxxx xxxx ."},
    People{"perpetrator_provider",                                   "xxxxxxxx xxxx x..x ."},
    People{"commissioner scrutiny_panel duty_desk",                  "xxxxxxxx xxxx xxxx x"},
};
// clang-format on

inline bool has_word(std::string_view words, std::string_view word)
{
    for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
        std::size_t const end = at + word.size();
        if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' '))
            return true;
    }
    return false;
}

template <class Columns>
char letter_under(Columns const& columns, std::string_view letters, std::string_view word)
{
    std::size_t column = 0;
    for (char const letter : letters)
        if (letter != ' ' && columns.at(column++) == word)
            return letter;
    throw std::logic_error{"no column for " + std::string{word}};
}

template <class Rows>
auto const& row_of(Rows const& rows, std::string_view kind)
{
    for (auto const& row : rows)
        if (has_word(row.kinds, kind))
            return row;
    throw std::logic_error{"no row for " + std::string{kind}};
}

inline char mark(Row const& row, std::string_view field_class)
{
    return letter_under(kClasses, row.classes, field_class);
}

/// Beyond the matrix: what some types may not say to anybody, or to some.
inline bool type_forbids(std::string_view type, std::string_view kind, std::string_view field_class)
{
    if (type.starts_with("matac."))
        return has_word("address_victim contact_safe contact_unsafe voice_of_child", field_class);
    if (has_word("prison.hdc-information prison.omic-context prison.resettlement-signpost", type))
        return has_word("address_victim contact_safe contact_unsafe", field_class);
    if (type.starts_with("victimisation."))
        return has_word("identity contact_safe contact_unsafe address_victim third_party child_school", field_class);
    if (type == "referral.target-hardening")
        return has_word("address_perp contact_perp custody_location criminal_allegation conviction", field_class);
    return type.starts_with("encompass.") && has_word("school college", kind) && field_class == "child_school";
}

/// Whose name or birth may not go there, by what kind of person it is to the message.
inline bool person(Rule const& rule, std::string_view kind, std::string_view role)
{
    std::string_view const type = rule.type.get();
    return letter_under(kRoles, row_of(kPeople, kind).roles, role) == 'x' || rule.lawful_basis == "ANON" ||
           type.starts_with("victimisation.") || (type.starts_with("matac.") && role != "perpetrator") ||
           (type == "referral.target-hardening" && has_word("suspect perpetrator", role)) ||
           (type.starts_with("stalking.") && kind == "health" && has_word("victim child", role)) ||
           (has_word("prison.omic-context prison.search-tasking prison.contact-report", type) && kind == "prison" &&
            role == "victim");
}

inline bool is_victim_side(std::string_view kind) { return row_of(kMatrix, kind).classes.starts_with(". ..x exx."); }

/// What the reader knows by the name of the field.
inline constexpr std::array<std::string_view, 18> kFields{
    "prisoner_number",
    "previous_prisoner_number",
    "removed_prisoner_number",
    "booking_number",
    "pncid",
    "perpetrator_pncid",
    "respondent_pncid",
    "perpetrator_crn",
    "responsible_crn",
    "respondent_dob",
    "release_date",
    "release_on",
    "requesting_service",
    "reporting_service",
    "reported_by",
    "nhs_number",
    "victim_nhs_number",
    "child_upn",
};

/// Whether it finds somebody there by that name alone, whatever class it was given.
inline bool field(std::string_view kind, std::string_view name)
{
    bool const either_side = is_victim_side(kind) || kind == "perpetrator_provider";
    bool const taught = has_word("school college", kind);
    if (has_word("prisoner_number previous_prisoner_number removed_prisoner_number booking_number", name))
        return either_side || taught || has_word("la_childrens la_adults la_housing health", kind);
    if (has_word("pncid perpetrator_pncid respondent_pncid perpetrator_crn responsible_crn", name))
        return either_side || taught || has_word("la_housing health", kind);
    if (name == "respondent_dob")
        return taught;
    if (name == "release_date")
        return either_side;
    if (name == "release_on")
        return kind == "rj_provider" || (either_side && !has_word("da_provider victim_liaison", kind));
    if (has_word("requesting_service reporting_service reported_by", name))
        return has_word("prison upcs", kind);
    if (has_word("nhs_number victim_nhs_number", name))
        return taught || has_word("police btp probation prison upcs court csp_hub sv_hub da_provider", kind) ||
               has_word("iva_provider isva_provider la_childrens la_adults la_housing perpetrator_provider", kind);
    return name == "child_upn" && kind == "perpetrator_provider";
}

inline bool needs_leave(std::string_view field_class)
{
    return has_word("address_victim custody_location intelligence free_text", field_class);
}

/// Whether nothing could ever permit the release of this class.
inline bool of_class(Rule const& rule, std::string_view kind, std::string_view field_class)
{
    char const said = mark(row_of(kMatrix, kind), field_class);
    bool const ground = has_word("HSC PTS CON VIT P3S", rule.lawful_basis);
    return said == 'x' || (said == 'g' && !ground) || type_forbids(rule.type.get(), kind, field_class) ||
           (rule.lawful_basis == "ANON" && mark(kAnonymous, field_class) == 'x');
}

/// Whether nothing could ever permit this release.
inline bool release(Rule const& rule, std::string_view kind, recognise::FieldSpec const& released,
                    recognise::MessageSpec const& spec)
{
    auto const bans = [&](recognise::PersonSpec const& someone) {
        bool const named = std::count(someone.name_fields.begin(), someone.name_fields.end(), released.name) != 0;
        return (named || someone.birth_field == released.name) && person(rule, kind, someone.role);
    };
    return of_class(rule, kind, released.field_class) || field(kind, released.name) ||
           std::any_of(spec.people.begin(), spec.people.end(), bans);
}

inline bool is_prison_tasking(std::string_view type)
{
    return has_word("prison.search-tasking prison.mail-monitoring prison.hdc-information prison.omic-context", type);
}

inline bool sender(Rule const& rule, std::string_view kind)
{
    std::string_view const type = rule.type.get();
    std::string_view const basis = rule.lawful_basis;
    constexpr std::string_view kCharities =
        "da_provider iva_provider isva_provider counselling womens_centre cyp_exploitation parent_support "
        "perpetrator_provider rj_provider specialist_provider";
    constexpr std::string_view kCompetent =
        "police btp prison upcs probation court pnd_adapter matac stalking_clinic victim_liaison auditor";
    return (type == "csaas.referral" && !has_word("police la_childrens", kind)) ||
           (type == "prison.contact-block-request" && !has_word("police upcs", kind)) ||
           (type == "nmo.order" && !has_word("court solicitor process_server", kind)) ||
           ((type == "nmo.standing" || type == "referral.standing") && kind != "duty_desk") ||
           (is_prison_tasking(type) && kind != "police") || (type.starts_with("audit.") && kind != "auditor") ||
           (basis == "RLI" && !has_word(kCharities, kind)) || (basis == "E49A" && kind != "police") ||
           (has_word("P3 P3S", basis) && !has_word(kCompetent, kind));
}

inline bool recipient(Rule const& rule, std::string_view kind)
{
    std::string_view const type = rule.type.get();
    return ((type == "prison.contact-block-request" || is_prison_tasking(type)) && kind != "prison") ||
           (has_word("nmo.order nmo.standing intelligence.from-provider", type) && kind != "police") ||
           (type == "referral.standing" &&
            !has_word("sv_hub police btp da_provider iva_provider isva_provider counselling womens_centre", kind)) ||
           (rule.lawful_basis == "E49A" && !has_word("school college", kind));
}

template <class Asks>
bool sets(Rule const& rule)
{
    return std::any_of(rule.conditions.begin(), rule.conditions.end(),
                       [](Condition const& condition) { return std::holds_alternative<Asks>(condition.asks); });
}

inline bool asks_for_consent(Rule const& rule)
{
    constexpr std::string_view kConsents =
        "agreed_to_member agrees_to_police child_agrees consent consent_given parent_agrees partner_consent "
        "responsible_agrees scores_consent victim_agrees";
    return std::any_of(rule.conditions.begin(), rule.conditions.end(), [](Condition const& condition) {
        auto const* const consent = std::get_if<ConsentCondition>(&condition.asks);
        return consent != nullptr && has_word(kConsents, consent->field);
    });
}

inline bool asks_for_age(Rule const& rule, std::string_view birth, int least, int most)
{
    return std::any_of(rule.conditions.begin(), rule.conditions.end(), [&](Condition const& condition) {
        auto const* const age = std::get_if<AgeCondition>(&condition.asks);
        return age != nullptr && age->birth_field == birth && least <= age->min && age->max <= most;
    });
}

inline bool unasked(Rule const& rule)
{
    constexpr std::string_view kOfChildren = "encompass.notification encompass.la-notice csaas.referral cyp.referral";
    constexpr std::string_view kEnding =
        "prison.contact-block-request prison.mail-monitoring prison.transfer-carryover nmo.pnd-record";
    std::string_view const type = rule.type.get();
    return (rule.lawful_basis == "CON" && !asks_for_consent(rule)) ||
           (rule.lawful_basis == "E49A" && !asks_for_age(rule, "child_dob", 0, 17)) ||
           (has_word(kOfChildren, type) && !asks_for_age(rule, "child_dob", 0, 18)) ||
           (type == "perpetrator.referral" && !asks_for_age(rule, "person_dob", 10, 1000)) ||
           (has_word(kEnding, type) && !sets<InForceCondition>(rule));
}

}  // namespace micklegate::policy::forbidden
