#include "gateway/lookup/performance.hpp"

#include "gateway/commit/receipt.hpp"
#include "gateway/lookup/referral_changes.hpp"

namespace micklegate::lookup {
namespace {

/// Six weeks to the end of their last day, and what clocks may be apart.
constexpr std::chrono::hours kLongestAhead{24 * 45};

void add(referrals::Figures& sum, referrals::Figures const& more)
{
    for (std::size_t i = 0; i < sum.measures.size(); ++i) {
        sum.measures[i].counted += more.measures[i].counted;
        sum.measures[i].of += more.measures[i].of;
    }
    for (std::size_t i = 0; i < sum.needs.size(); ++i) {
        sum.needs[i].people += more.needs[i].people;
        sum.needs[i].sum += more.needs[i].sum;
    }
}

/// How an asker comes to see a service's figures.
struct Access {
    bool allowed = false;
    std::string agreement;
    std::string rule;
};

Access access(Agency const& asker, AgencyId const& service, referrals::ShownFigures const& figures,
              PerformanceQuestion const& question, Agencies const& agencies, policy::PolicySet const& policy,
              Moment now)
{
    bool const own = asker.id == service;
    if (own || !has_ended(question.month, now) || asker.kind == "auditor")
        return {own || has_ended(question.month, now), {}, {}};
    auto told = disclose(kPerformanceReturn, referrals::performance_return(figures, question.month),
                         kPerformancePurpose, {agencies.at(service), asker}, policy, now);
    if (!told)
        return {};
    return {true, std::move(told->agreement), std::move(told->rule)};
}

/// Of those whom a return is asked of at all.
std::map<AgencyId, referrals::Figures> measured(std::map<AgencyId, referrals::Figures> const& figures,
                                                Agencies const& agencies, policy::PolicySet const& policy)
{
    std::map<AgencyId, referrals::Figures> some;
    auto const type = policy.catalogue.find(MessageType{kPerformanceReturn});
    for (auto const& [service, its] : figures) {
        auto const agency = agencies.find(service);
        if (agency != agencies.end() && type != policy.catalogue.end() &&
            type->second.senders.contains(agency->second.kind))
            some.emplace(service, its);
    }
    return some;
}

}  // namespace

Result<bool> PerformanceCount::go_on(std::size_t most)
{
    auto const page = records_.all(last_, most);
    if (!page)
        return page.error();
    for (std::string const& record : *page)
        if (auto const counted = count(record); !counted)
            return counted.error();
    if (!page->empty())
        last_ = page->back();
    return page->size() == most;
}

Result<void> PerformanceCount::count(std::string const& record)
{
    auto const first = records_.first_reference(record);
    if (!first)
        return first.error();
    // It is counted under that one.
    if (*first != record)
        return {};
    auto const over = is_long_over(record);
    if (!over)
        return over.error();
    if (*over)
        return {};
    auto const told = records_.told_of(record);
    auto const read = told ? referral_changes(*told, ledger_) : Result<ReferralChanges>{told.error()};
    if (!read)
        return read.error();
    unreadable_ += read->unreadable;
    auto const standings = referrals::standings_at(read->changes, calendar_, now_);
    for (auto const& [service, figures] : referrals::figures_of(standings, month_, now_))
        add(figures_[service], figures);
    return {};
}

Result<bool> PerformanceCount::is_long_over(std::string const& record) const
{
    auto const last = records_.last_told(record);
    if (!last)
        return last.error();
    if (!*last)
        return true;
    auto const receipt = commit::stored_receipt(ledger_, **last);
    if (!receipt)
        return receipt.error();
    // A message tells of nothing later than itself, but for the end of the six weeks.
    Moment const begins = london_moment(month_ / 1, std::chrono::minutes{0});
    return receipt->entry.time < begins - kLongestAhead;
}

bool has_ended(std::chrono::year_month month, Moment now)
{
    Date const today = london_date(now);
    return month < today.year() / today.month();
}

PerformanceShown performance_for(Agency const& asker, PerformanceQuestion const& question,
                                 std::map<AgencyId, referrals::Figures> const& figures, Agencies const& agencies,
                                 policy::PolicySet const& policy, Moment now)
{
    PerformanceShown shown;
    referrals::ShownReturn all = referrals::shown(measured(figures, agencies, policy));
    for (auto& [service, its] : all.services) {
        Access const way = access(asker, service, its, question, agencies, policy, now);
        if (!way.allowed) {
            ++shown.denied;
            continue;
        }
        if (question.provider && *question.provider != service)
            continue;
        if (!way.rule.empty()) {
            shown.agreements.insert(way.agreement);
            shown.rule = way.rule;
        }
        shown.figures.services.emplace(service, std::move(its));
    }
    if (!question.provider && shown.denied == 0)
        shown.figures.all = std::move(all.all);
    return shown;
}

}  // namespace micklegate::lookup
