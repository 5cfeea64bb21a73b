#include "gateway/matac/nominations.hpp"

#include "gateway/matac/same_person.hpp"
#include "gateway/matac/whereabouts.hpp"
#include "gateway/model/fold.hpp"

#include <algorithm>
#include <map>

namespace micklegate::matac {
namespace {

std::set<std::string> keys_of(Nominated const& nominated)
{
    std::set<std::string> keys;
    if (!nominated.pncid.empty())
        keys.insert("pncid " + nominated.pncid);
    if (nominated.born)
        keys.insert("person " + iso_date(*nominated.born) + " " + fold(nominated.name));
    return keys;
}

}  // namespace

std::vector<Candidate> candidates_at(std::vector<Change> const& changes, Moment moment)
{
    std::map<MessageId, Change const*> known;
    for (Change const& change : changes)
        if (std::holds_alternative<Nominated>(change.what) && change.at <= moment)
            known.emplace(change.message, &change);
    std::vector<Change const*> in_order;
    std::vector<std::set<std::string>> keys;
    for (auto const& [message, change] : known) {
        in_order.push_back(change);
        keys.push_back(keys_of(std::get<Nominated>(change->what)));
    }

    std::vector<Candidate> candidates;
    for (std::vector<std::size_t> const& group : same_person(keys)) {
        Candidate& candidate = candidates.emplace_back();
        for (std::size_t const place : group) {
            auto const& nominated = std::get<Nominated>(in_order[place]->what);
            candidate.partners.insert(in_order[place]->from);
            candidate.references.insert(nominated.reference);
            if (!nominated.pncid.empty())
                candidate.pncids.insert(nominated.pncid);
            if (is_flagged(nominated.whereabouts))
                candidate.flags.insert(nominated.whereabouts);
            candidate.victims_outside = std::max(candidate.victims_outside, nominated.victims_outside);
            candidate.messages.push_back(in_order[place]->message);
        }
    }
    return candidates;
}

}  // namespace micklegate::matac
