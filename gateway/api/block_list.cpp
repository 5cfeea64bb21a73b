// GET /v1/blocks: which contact blocks concern whoever asks, and which prison answers for each. The log holds that it
// was asked before anything is answered.
#include "gateway/api/inquiry.hpp"
#include "gateway/api/query.hpp"
#include "gateway/api/recorded_look.hpp"
#include "gateway/api/render.hpp"
#include "gateway/lookup/blocks.hpp"

#include <boost/json/array.hpp>

#include <set>

namespace micklegate::api {
namespace {

using boost::json::object;
using receive::HttpRequest;
using receive::HttpResponse;

/// Records that one call looks through; most concern others.
constexpr std::size_t kMostOfAPage = 200;

struct Looked {
    lookup::BlockPage page;
    std::string policy;  ///< digest of the set it was decided under
};

struct Asked {
    std::string after;
    std::size_t most = 0;
};

Result<Asked> read_query(receive::TextMap query)
{
    Asked asked;
    if (auto const after = query.extract("after"); !after.empty()) {
        auto const hash = from_hex(after.mapped());
        if (!hash || hash->empty())
            return field_problem(ProblemCode::kInvalidValue, "?after", "must be the next of the page before");
        asked.after = hex(*hash);
    }
    auto const most = take_limit(query, kMostOfAPage);
    if (!most)
        return most.error();
    asked.most = *most;
    if (auto const sound = nothing_left(query); !sound)
        return sound.error();
    return asked;
}

Result<Looked> look(HttpRequest const& request, Services const& services)
{
    auto const asked = read_query(request.query);
    if (!asked)
        return asked.error();
    road::Setup const setup = services.setup();
    history::Records const records{services.ledger, services.subjects, services.keys, lookup::kBlocks};
    lookup::BlocksAsked const by{setup.agencies->at(services.road.desk()), setup.agencies->at(request.peer),
                                 *setup.policy, setup.registers->prisons, services.clock()};
    auto page = lookup::look_up_blocks(by, records, services.ledger, asked->after, asked->most);
    if (!page)
        return page.error();
    return Looked{*std::move(page), setup.policy->digest};
}

/// What concerns the asker and may not be told looks to it like nothing; the log tells them apart.
std::string_view outcome_of(lookup::BlockPage const& page)
{
    if (!page.shown.empty())
        return "found";
    return page.denied > 0 ? "not_allowed" : "nothing";
}

commit::Append entry_of_look(Looked const& looked, AgencyId const& agency)
{
    commit::Append append;
    commit::Entry& entry = append.entry;
    entry.kind = commit::EntryKind::kLookedUp;
    entry.agency = agency.get();
    entry.purpose = lookup::kBlocksPurpose;
    entry.policy = looked.policy;
    entry.code = outcome_of(looked.page);
    entry.entries = looked.page.shown.size();
    entry.filters = {"asked=blocks"};
    std::set<std::string> released;
    std::set<std::string> subjects;
    for (lookup::ShownBlock const& shown : looked.page.shown) {
        released.insert(shown.disclosed.released.begin(), shown.disclosed.released.end());
        subjects.insert(shown.subjects.begin(), shown.subjects.end());
        entry.agreement = shown.disclosed.agreement;
        entry.rule = shown.disclosed.rule;
    }
    entry.released.assign(released.begin(), released.end());
    entry.subjects.assign(subjects.begin(), subjects.end());
    return append;
}

HttpResponse told(Looked const& looked)
{
    boost::json::array blocks;
    for (lookup::ShownBlock const& shown : looked.page.shown)
        blocks.push_back(shown.disclosed.data);
    object out{{"blocks", std::move(blocks)}};
    if (!looked.page.next.empty())
        out["next"] = looked.page.next;
    return json_response(200, out);
}

}  // namespace

Answer block_list(HttpRequest& request, Services const& services)
{
    std::function<Result<Looked>()> looking = [&] { return look(request, services); };
    std::function<commit::Intent(Looked const&)> entering = [&](Looked const& found) {
        return recorded(entry_of_look(found, request.peer), services.clock());
    };
    std::function<HttpResponse(Looked const&, commit::Receipt const&)> telling =
        [](Looked const& found, commit::Receipt const& /*entered*/) { return told(found); };
    return recorded_look(request, services, std::move(looking), std::move(entering), std::move(telling));
}

}  // namespace micklegate::api
