#include "adapters/courts/terms.hpp"

#include <array>

namespace micklegate::courts {
namespace {

struct Prohibition {
    std::string_view ticked;
    std::string_view text;
    std::string_view details{};  ///< what the court added to it
    bool of_children = false;
};

constexpr std::array kProhibitions{
    Prohibition{"fl404bRespondentNotToThreat",
                "Must not use or threaten violence against the applicant, and must not "
                "instruct, encourage or in any way suggest that anybody else should."},
    Prohibition{"fl404bRespondentNotIntimidate",
                "Must not intimidate, harass or pester the applicant, and must not "
                "instruct, encourage or in any way suggest that anybody else should."},
    Prohibition{"fl404bRespondentNotToTelephone",
                "Must not telephone, text, e-mail or otherwise contact or attempt to contact the applicant.",
                "fl404bAddMoreDetailsTelephone"},
    Prohibition{"fl404bRespondentNotToDamageOrThreat",
                "Must not damage, attempt to damage or threaten to damage anything that the applicant owns, has or "
                "controls, and must not instruct, encourage or in any way suggest that anybody else should."},
    Prohibition{"fl404bRespondentNotToDamage",
                "Must not damage, attempt to damage or threaten to damage the property or its contents, and must not "
                "instruct, encourage or in any way suggest that anybody else should."},
    Prohibition{"fl404bRespondentNotToEnterProperty", "Must not go to, enter or attempt to enter the property.",
                "fl404bAddMoreDetailsProperty"},
    Prohibition{"fl404bRespondentNotToThreatChild",
                "Must not use or threaten violence against the children, and must not instruct, encourage or in any "
                "way suggest that anybody else should.",
                {},
                true},
    Prohibition{"fl404bRespondentNotHarassOrIntimidate",
                "Must not intimidate, harass or pester the children, and must not instruct, encourage or in any way "
                "suggest that anybody else should.",
                {},
                true},
    Prohibition{"fl404bRespondentNotToTelephoneChild",
                "Must not telephone, text, e-mail or otherwise contact or attempt to contact the children.",
                "fl404bAddMoreDetailsPhoneChild", true},
    Prohibition{"fl404bRespondentNotToEnterSchool", "Must not go to, enter or attempt to enter the school.",
                "fl404bAddMoreDetailsSchool", true},
};

}  // namespace

boost::json::array terms_of(CcdFields const& fl404)
{
    boost::json::array terms;
    for (Prohibition const& each : kProhibitions) {
        if (!fl404.any_chosen(each.ticked))
            continue;
        std::string text{each.text};
        if (std::string const details = each.details.empty() ? "" : fl404.text_if(each.details); !details.empty())
            text += " " + details;
        terms.push_back(
            boost::json::object{{"number", static_cast<std::int64_t>(terms.size()) + 1}, {"text", std::move(text)}});
    }
    if (terms.empty())
        fl404.fail(kProhibitions.front().ticked, "and the nine prohibitions after it are all empty");
    return terms;
}

bool protects_children(CcdFields const& fl404)
{
    for (Prohibition const& each : kProhibitions)
        if (each.of_children && fl404.any_chosen(each.ticked))
            return true;
    return false;
}

}  // namespace micklegate::courts
