#include "gateway/lookup/orders.hpp"

#include "gateway/lookup/order_view.hpp"
#include "gateway/matching/tokens.hpp"
#include "gateway/orders/strictest.hpp"

#include <algorithm>

namespace micklegate::lookup {
namespace {

/// To be looked through for one token: with more in common, the answer would be a list of strangers.
/// Of 100,000 people 249 share the sounds of the commonest forename and surname; of those whose date of birth is asked
/// too, no more than 60.
constexpr std::size_t kMostOfAToken = 100;

/// Of those who are only alike. There are more only where the question fits many, and then nobody is told of them all.
constexpr std::size_t kMostPossible = 40;

struct Candidate {
    OrderView order;
    Fit fit;
};

/// How well a record may fit, by each message about it and by all of them together: one may name another respondent.
matching::Confidence seen_in(std::vector<boost::json::object> const& changes, Question const& question,
                             policy::RegisterSpec const& spec)
{
    auto best = matching::Confidence::kNone;
    boost::json::object together;
    for (boost::json::object const& fields : changes) {
        best = std::max(best, fit(fields, question.asked, spec).match.confidence);
        for (auto const& field : fields)
            together[field.key()] = field.value();
    }
    return std::max(best, fit(together, question.asked, spec).match.confidence);
}

/// Records worth reading, the likeliest first. One that cannot be read is told of in the answer, and hides no other.
std::vector<std::string> worth_reading(std::set<std::string> const& found, Question const& question,
                                       policy::RegisterSpec const& spec, history::Records const& records,
                                       Answer& answer)
{
    std::vector<std::pair<matching::Confidence, std::string>> seen;
    for (std::string const& record : found) {
        auto const changes = records.glance(record);
        if (!changes) {
            answer.unreadable = true;
            continue;
        }
        if (auto const confidence = seen_in(*changes, question, spec); confidence != matching::Confidence::kNone)
            seen.emplace_back(confidence, record);
    }
    std::ranges::stable_sort(seen, std::greater{}, &std::pair<matching::Confidence, std::string>::first);
    std::vector<std::string> worth;
    std::size_t possible = 0;
    for (auto& [confidence, record] : seen) {
        // A crowd of what is surely about the person is read to its end: it may have been made up to hide one of them.
        if (confidence == matching::Confidence::kPossible && ++possible > kMostPossible)
            answer.more = true;
        else
            worth.push_back(std::move(record));
    }
    return worth;
}

std::vector<Candidate> candidates(std::vector<std::string> const& worth, Question const& question,
                                  policy::RegisterSpec const& spec, history::Records const& records,
                                  IsCourt const& is_court, Answer& answer)
{
    std::vector<Candidate> all;
    for (std::string const& record : worth) {
        auto const told = records.told_of(record);
        if (!told) {
            answer.unreadable = true;
            continue;
        }
        for (OrderView& order : orders_in(*told, question.at, is_court)) {
            Fit fits = fit(order.fields, question.asked, spec);
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
                 std::move(told->agreement),     std::move(told->rule), std::move(candidate.order.subjects)};
}

}  // namespace

Result<Answer> look_up_order(Question const& question, Between const& between, Agencies const& agencies,
                             policy::PolicySet const& policy, history::Records const& records, Moment now)
{
    Answer answer;
    auto const spec = policy.registers.find(kOrders);
    if (spec == policy.registers.end() || !policy.catalogue.contains(MessageType{kStanding}))
        return answer;
    if (!may_ask(kStanding, question.purpose, between, policy)) {
        answer.denied = 1;
        return answer;
    }
    auto const found = records.find(matching::tokens_to_ask(question.asked), kMostOfAToken);
    if (!found)
        return found.error();
    auto const worth = worth_reading(found->records, question, spec->second, records, answer);
    answer.too_common = found->too_common > 0;
    for (Candidate& candidate :
         in_order(candidates(worth, question, spec->second, records, courts_among(agencies), answer))) {
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
