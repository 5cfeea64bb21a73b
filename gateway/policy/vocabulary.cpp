#include "gateway/policy/vocabulary.hpp"

#include "gateway/model/agency_kinds.hpp"

#include <algorithm>

namespace micklegate::policy {

Words const& agency_kinds()
{
    static Words const words{kAgencyKinds.begin(), kAgencyKinds.end()};
    return words;
}

Words const& lawful_bases()
{
    static Words const words{"P3", "P3S", "E49A", "PT", "PTS", "CRT", "RLI", "CON", "HSC", "VIT", "ANON"};
    return words;
}

Words const& markings()
{
    static Words const words{"OFFICIAL", "OFFICIAL-SENSITIVE"};
    return words;
}

Words const& acknowledgements()
{
    static Words const words{"accepted", "delivered", "opened", "actioned"};
    return words;
}

Words const& escalation_targets()
{
    static Words const words = [] {
        Words targets{"deputy", "head", "manager"};
        targets.insert(targets.end(), kAgencyKinds.begin(), kAgencyKinds.end());
        return targets;
    }();
    return words;
}

bool is_agency_id(std::string_view party) noexcept { return party.find('.') != std::string_view::npos; }

bool holds(Words const& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace micklegate::policy
