#include "gateway/lookup/orders.hpp"

#include "gateway/lookup/order_view.hpp"
#include "gateway/matching/tokens.hpp"
#include "gateway/orders/strictest.hpp"

#include <algorithm>

namespace micklegate::lookup {
namespace {

/// To be looked through for one token: with more in common, the answer would be a list of strangers.
/// Of 100,000 people 249 share the sounds of one forename and surname.
constexpr std::size_t kMostOfAToken = 500;

struct Candidate {
    OrderView order;
    Fit fit;
};

Result<std::vector<Candidate>> candidates(std::set<std::string> const& found, Question const& question,
                                          policy::RegisterSpec const& spec, history::Records const& records)
{
    std::vector<Candidate> all;
    for (std::string const& record : found) {
        auto const told = records.told_of(record);
        if (!told)
            return told.error();
        for (OrderView& order : orders_in(*told, question.at)) {
            Fit fits = fit(order, question.asked, spec);
            // What had not been made by then is no answer about that moment.
            if (fits.match.confidence != matching::Confidence::kNone && order.standing.exists)
                all.push_back({std::move(order), std::move(fits)});
        }
    }
    return all;
}

std::vector<Candidate> in_order(std::vector<Candidate> all)
{
    std::vector<orders::Standing> standings;
    for (Candidate const& each : all)
        standings.push_back(each.order.standing);
    std::vector<Candidate> sorted;
    for (std::size_t const at : orders::strictest_first(standings))
        sorted.push_back(std::move(all[at]));
    std::ranges::stable_sort(sorted, std::greater{}, [](Candidate const& each) { return each.fit.match.confidence; });
    return sorted;
}

/// Nothing where no agreement lets the asker hear of it.
std::optional<Shown> shown(Candidate& candidate, Question const& question, Between const& between,
                           policy::PolicySet const& policy, Moment now)
{
    recognise::MessageSpec const& type = policy.catalogue.at(MessageType{kStanding});
    auto told = disclose(kStanding, data_of(candidate.order, candidate.fit, question.at, type), question.purpose,
                         between, policy, now);
    if (!told)
        return std::nullopt;
    return Shown{candidate.fit.match.confidence, std::move(told->data), std::move(told->released),
                 std::move(told->agreement),     std::move(told->rule), std::move(candidate.order.subject)};
}

/// Whether an agency of the asker's kind may ever hear anything: if not, nothing that the register holds shows.
bool may_ask(Between const& between, policy::PolicySet const& policy)
{
    return !policy.index.find(MessageType{kStanding}, between.keeper, between.asker).empty();
}

}  // namespace

Result<Answer> look_up_order(Question const& question, Between const& between, policy::PolicySet const& policy,
                             history::Records const& records, Moment now)
{
    Answer answer;
    auto const spec = policy.registers.find(kOrders);
    if (spec == policy.registers.end() || !policy.catalogue.contains(MessageType{kStanding}))
        return answer;
    auto const found = records.find(matching::tokens_to_ask(question.asked), kMostOfAToken);
    auto all = found ? candidates(found->records, question, spec->second, records) : found.error();
    if (!all)
        return all.error();
    answer.too_common = found->too_common > 0 && may_ask(between, policy);
    for (Candidate& candidate : in_order(*std::move(all))) {
        auto told = shown(candidate, question, between, policy, now);
        if (!told)
            ++answer.denied;
        else if (answer.shown.size() == kMostShown)
            answer.more = true;
        else
            answer.shown.push_back(*std::move(told));
    }
    return answer;
}

}  // namespace micklegate::lookup
