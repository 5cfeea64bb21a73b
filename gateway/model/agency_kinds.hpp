// The kinds of agencies a partnership may have; agreements name their parties by these.
#pragma once

#include <array>
#include <string_view>

namespace micklegate {

inline constexpr std::array<std::string_view, 39> kAgencyKinds{
    "police",
    "btp",
    "school",
    "college",
    "la_childrens",
    "la_adults",
    "la_housing",
    "prison",
    "upcs",
    "probation",
    "court",
    "process_server",
    "pnd_adapter",
    "sv_hub",
    "da_provider",
    "iva_provider",
    "isva_provider",
    "counselling",
    "rj_provider",
    "cyp_exploitation",
    "parent_support",
    "perpetrator_provider",
    "womens_centre",
    "sarc",
    "csaas",
    "health",
    "marac",
    "matac",
    "stalking_clinic",
    "se_group",
    "scrutiny_panel",
    "commissioner",
    "csp_hub",
    "fraud_centre",
    "auditor",
    "duty_desk",
    "solicitor",            // an applicant's representative
    "victim_liaison",       // victim liaison officers of the Victim Contact Scheme
    "specialist_provider",  // modern slavery, terrorism, bereavement
};

}  // namespace micklegate
