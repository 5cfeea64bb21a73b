// A partnership to walk the road with: the force, its authorities and desk, and every open school of the sample
// register.
#pragma once

#include "gateway/crypto/sealed_box.hpp"
#include "gateway/model/agency.hpp"
#include "tests/support/sample_registers.hpp"

namespace micklegate::samples {

inline AgencyId const kForce{"police.north-yorkshire"};
inline AgencyId const kDesk{"desk.north-yorkshire"};

class Partnership {
public:
    Partnership()
    {
        crypto::initialise();
        add(kForce, "police");
        add(kDesk, "duty_desk");
        add(AgencyId{"la.815"}, "la_childrens");
        add(AgencyId{"la.816"}, "la_childrens");
        for (registers::School const* const school : registers().schools.open_schools())
            add(AgencyId{"school." + school->urn}, "school");
    }

    [[nodiscard]] AgenciesSnapshot agencies() const { return std::make_shared<Agencies const>(agencies_); }
    /// The agency's own key, which no gateway has.
    [[nodiscard]] crypto::OpeningKey const& key_of(AgencyId const& agency) const { return keys_.at(agency); }

private:
    void add(AgencyId const& id, std::string const& kind)
    {
        auto const key = keys_.emplace(id, crypto::OpeningKey::generate()).first;
        Agency& agency = agencies_[id];
        agency.id = id;
        agency.kind = kind;
        agency.seal_key = key->second.seal_key();
    }

    Agencies agencies_;
    std::map<AgencyId, crypto::OpeningKey> keys_;
};

}  // namespace micklegate::samples
