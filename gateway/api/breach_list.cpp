// GET /v1/breaches: the clocks that run. Whoever looks at those of others leaves an entry, as with any search of the
// log.
#include "gateway/api/await.hpp"
#include "gateway/api/breach_view.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/inquiry.hpp"
#include "gateway/api/past_search.hpp"
#include "gateway/api/query.hpp"
#include "gateway/api/render.hpp"
#include "gateway/api/standing.hpp"
#include "gateway/deliver/breach.hpp"

#include <boost/json/array.hpp>

namespace micklegate::api {
namespace {

using boost::json::object;
using receive::HttpRequest;
using receive::HttpResponse;
using receive::TextMap;

struct Asked {
    std::optional<Sequence> after{};
    std::size_t limit = 0;
    std::optional<Inquiry> inquiry{};  ///< of those with oversight, on their first page
    std::optional<Sequence> search{};  ///< the same afterwards: the entry that says so; it covers what ran before it
};

Result<Asked> read_own(TextMap query, Limits const& limits)
{
    auto const after = take_number(query, "after");
    auto const limit = take_limit(query, limits.inbox_page);
    if (!after || !limit)
        return after ? limit.error() : after.error();
    if (auto const sound = nothing_left(query); !sound)
        return sound.error();
    return Asked{*after, *limit};
}

Result<Asked> read_overseen(HttpRequest const& request, Limits const& limits)
{
    TextMap query = request.query;
    auto const search = take_number(query, "search");
    if (!search)
        return search.error();
    auto inquiry = *search ? Result<Inquiry>{Inquiry{}} : take_inquiry(request.headers, query);
    if (!inquiry)
        return inquiry.error();
    auto asked = read_own(std::move(query), limits);
    if (!asked)
        return asked;
    asked->search = *search;
    if (!asked->search)
        asked->inquiry = *std::move(inquiry);
    return asked;
}

Result<object> breach_item(Services const& services, deliver::BreachClock const& clock)
{
    auto const known = any_message(services.ledger, clock.message);
    auto const recall = commit::stored_receipt(services.ledger, clock.recall);
    if (!known || !recall)
        return known ? recall.error() : known.error();
    commit::Entry const& first = known->first.entry;
    object out;
    out["message"] = clock.message;
    out["type"] = first.type;
    out["from"] = first.agency;
    out["to"] = first.recipient;
    out["state"] = name_of(deliver::state_of(known->steps));
    out["code"] = recall->entry.code;
    for (auto const& member : clock_object(recall->entry, services.clock()))
        out[member.key()] = member.value();
    out["index"] = clock.recall;
    return out;
}

/// Whether the clock is the agency's own: it sent what was recalled, even where the desk took it back.
bool is_own(object const& item, deliver::BreachClock const& clock, AgencyId const& agency)
{
    return clock.agency == agency.get() || item.at("from").as_string() == agency.get();
}

class Page {
public:
    Page(Services const& services, AgencyId const& peer, Asked const& asked)
        : services_{services}, peer_{peer}, asked_{asked}
    {
    }

    [[nodiscard]] Result<object> read()
    {
        auto const read = deliver::each_breach_clock(services_.ledger.projections(), asked_.after,
                                                     [this](deliver::BreachClock const& clock) { return add(clock); });
        if (!read || !sound_)
            return read ? sound_.error() : read.error();
        object out;
        out["messages"] = std::move(items_);
        if (asked_.search)
            out["search"] = *asked_.search;
        if (next_)
            out["next"] = *next_;
        return out;
    }

private:
    /// False at the page's end, which comes however few of the clocks are the agency's own.
    bool add(deliver::BreachClock const& clock)
    {
        if (asked_.search && clock.recall >= *asked_.search)
            return false;
        if (items_.size() == asked_.limit || looked_ == services_.limits.inbox_page) {
            next_ = last_;
            return false;
        }
        ++looked_;
        last_ = clock.recall;
        if (!asked_.search && clock.agency != peer_.get() && clock.agency != services_.road.desk().get())
            return true;
        auto item = breach_item(services_, clock);
        if (!item)
            sound_ = item.error();
        else if (asked_.search || is_own(*item, clock, peer_))
            items_.push_back(*std::move(item));
        return sound_.has_value();
    }

    Services const& services_;
    AgencyId const& peer_;
    Asked const& asked_;
    boost::json::array items_;
    Result<void> sound_;
    std::size_t looked_ = 0;
    Sequence last_ = 0;
    std::optional<Sequence> next_;
};

commit::Intent entry_of_look(Inquiry const& inquiry, AgencyId const& agency, Services const& services)
{
    commit::Append append = entry_of(inquiry, commit::EntryKind::kSearched, agency, services.keys);
    append.entry.code = kOfBreaches;
    return recorded(std::move(append), services.clock());
}

HttpResponse page_of(HttpRequest const& request, Services const& services, Asked const& asked)
{
    bool const goes_on = asked.search && !asked.inquiry;
    if (auto const past = goes_on ? past_search(*asked.search, kOfBreaches, request.peer, services)
                                  : Result<commit::Entry>{commit::Entry{}};
        !past)
        return receive::problem_response(past.error());
    auto const page = Page{services, request.peer, asked}.read();
    return page ? json_response(200, *page) : receive::problem_response(page.error());
}

}  // namespace

Answer breach_list(HttpRequest& request, Services const& services)
{
    if (auto const spent = spend_messages(services.budgets, request.peer, 1, services.clock()); !spent)
        co_return receive::problem_response(spent.error());
    auto asked = has_oversight(request.peer, services) ? read_overseen(request, services.limits)
                                                       : read_own(request.query, services.limits);
    if (!asked)
        co_return receive::problem_response(asked.error());
    if (asked->inquiry) {
        auto committing = commit_one(services.commits, entry_of_look(*asked->inquiry, request.peer, services));
        auto const looked = co_await std::move(committing);
        if (!looked)
            co_return receive::problem_response(looked.error());
        asked->search = looked->index;
    }
    std::function<HttpResponse()> answer = [&] { return page_of(request, services, *asked); };
    auto answering = answer_on(services.workers, request.peer, std::move(answer));
    co_return co_await std::move(answering);
}

}  // namespace micklegate::api
