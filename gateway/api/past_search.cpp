#include "gateway/api/past_search.hpp"

#include "gateway/api/log_entry.hpp"

namespace micklegate::api {

Result<commit::Entry> past_search(Sequence index, std::string_view code, AgencyId const& agency,
                                  Services const& services)
{
    auto found = entry_at(services.ledger, index);
    if (!found)
        return found.error();
    bool const theirs = *found && (*found)->entry.kind == commit::EntryKind::kSearched &&
                        (*found)->entry.code == code && (*found)->entry.agency == agency.get();
    if (!theirs || services.clock() - (*found)->entry.time > services.limits.search_lifetime)
        return problem(ProblemCode::kNotFound, "There is no such search of yours that can be paged on.",
                       "Start it again.");
    return std::move((*found)->entry);
}

}  // namespace micklegate::api
