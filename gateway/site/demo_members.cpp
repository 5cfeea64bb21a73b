#include "gateway/site/demo_members.hpp"

#include <array>

namespace micklegate::site {
namespace {

struct Row {
    char const* id;
    char const* kind;
    char const* name;
};

constexpr std::array kPartnership{
    Row{"police.north-yorkshire", "police", "North Yorkshire Police"},
    Row{"desk.north-yorkshire", "duty_desk", "North Yorkshire duty desk"},
    Row{"auditor.partnership", "auditor", "Partnership auditor"},
    Row{"la.815", "la_childrens", "North Yorkshire children's services"},
    Row{"la.816", "la_childrens", "York children's services"},
    Row{"prison.hull", "prison", "HMP Hull"},
    Row{"prison.leeds", "prison", "HMP Leeds"},
    Row{"prison.doncaster", "prison", "HMP Doncaster"},
    Row{"prison.lindholme", "prison", "HMP Lindholme"},
    Row{"prison.moorland", "prison", "HMP Moorland"},
    Row{"prison.hatfield", "prison", "HMP Hatfield"},
    Row{"prison.wealstun", "prison", "HMP Wealstun"},
    Row{"court.york", "court", "York family court"},
    Row{"court.scarborough", "court", "Scarborough family court"},
    Row{"provider.victim-hub", "sv_hub", "Victim support hub"},
    Row{"provider.domestic-abuse", "da_provider", "Domestic abuse service"},
    Row{"provider.victim-advocacy", "iva_provider", "Independent victim advocates"},
    Row{"provider.sexual-violence-advocacy", "isva_provider", "Independent sexual violence advocates"},
    Row{"provider.counselling", "counselling", "Counselling service"},
    Row{"provider.sexual-assault", "sarc", "Sexual assault referral centre"},
    Row{"provider.perpetrator-programme", "perpetrator_provider", "Perpetrator programme"},
    Row{"commissioner.york-and-north-yorkshire", "commissioner", "Commissioner of victim services"},
};

}  // namespace

std::vector<Member> demo_members(registers::SchoolRegister const& schools)
{
    std::vector<Member> members;
    for (Row const& row : kPartnership)
        members.push_back({AgencyId{row.id}, row.kind, row.name});
    for (registers::School const* const school : schools.open_schools())
        members.push_back({AgencyId{"school." + school->urn}, "school", school->name});
    return members;
}

}  // namespace micklegate::site
