#include "gateway/orders/life.hpp"

#include "gateway/orders/reference.hpp"
#include "gateway/orders/timeline.hpp"

#include <algorithm>
#include <ranges>

namespace micklegate::orders {
namespace {

/// FPR 2010 Part 10: in person, never by the applicant; or as the court has directed. Who was told knows, whoever told.
bool counts(Told const& told)
{
    bool const in_person = told.method == Told::Method::kInPerson || told.method == Told::Method::kInCustody ||
                           told.method == Told::Method::kInCourt;
    return told.way == Told::Way::kTold || (!told.by_applicant && (in_person || told.directed));
}

/// Takes changes in the order of the timeline.
class Living {
public:
    void take(Change const& change)
    {
        now_ = &change;
        key_ = key_of(change.reference);
        life.heard_of = true;
        if (change.by_court && is_act_of_court(change.what) && !life.made_by.empty() && life.made_by != change.from)
            life.by_another_court = change.at;
        refer(change.reference);
        std::visit(*this, change.what);
    }

    void operator()(Made const& made)
    {
        if (!life.running || over() || lapsed())
            come_into_force();
        life.running = true;
        if (now_->by_court && life.made_by.empty())
            life.made_by = now_->from;
        life.discharged.reset();
        life.promise.reset();
        life.kind = made.kind;
        life.ending = made.ending;
        life.ends_before_made = made.ending.at && *made.ending.at < now_->at;
        life.hearing = made.hearing;
        life.power_of_arrest_until = made.power_of_arrest_until;
        life.permitted_contact = made.permitted_contact;
        life.versions.push_back({key_, made.terms});
    }

    void operator()(Varied const& varied)
    {
        refer(varied.new_reference);
        if (over())
            return;
        if (varied.as == Varied::As::kSlipRule && !life.versions.empty()) {
            life.corrected = now_->at;
            life.correction_to_serve = varied.service_needed;
            return;
        }
        if (varied.as == Varied::As::kConsolidated)
            life.consolidated = now_->at;
        if (!varied.permitted_contact.empty())
            life.permitted_contact = varied.permitted_contact;
        std::string const before = life.versions.empty() ? key_ : life.versions.back().reference;
        life.versions.push_back({varied.new_reference.empty() ? before : key_of(varied.new_reference), varied.terms});
        run_on(varied.ending, varied.hearing);
    }

    void operator()(Extended const& extended)
    {
        if (over())
            return;
        if (life.versions.empty() && !extended.terms.empty())
            life.versions.push_back({key_, extended.terms});
        run_on(extended.ending, extended.hearing);
    }

    void operator()(Discharged const& discharged)
    {
        if (life.promise && life.promise->reference == key_) {
            life.promise->discharged = now_->at;
        } else if (!life.discharged) {
            life.discharged = now_->at;
            life.discharged_as = discharged.as;
        }
    }

    void operator()(Undertaking const& undertaking)
    {
        life.promise = Promise{key_, now_->at, undertaking.ends, undertaking.terms, {}};
    }

    void operator()(ServiceFailed const& failed)
    {
        life.service.failed = now_->at;
        life.service.because = failed.because;
    }

    void operator()(Told const& told)
    {
        Service& service = life.service;
        if (!counts(told)) {
            service.by_applicant |= told.by_applicant;
            service.not_directed |= !told.by_applicant;
            return;
        }
        if (!service.known_since) {
            service.known_since = now_->at;
            service.how = told;
        }
        service.known_end = life.ending.at;
        if (life.versions.empty())
            return;
        for (Term const& term : named_version().terms)
            if (!told.terms || std::ranges::count(*told.terms, std::to_string(term.number)) != 0)
                service.texts.insert(term.text);
    }

    Life life;

private:
    void refer(std::string const& reference)
    {
        if (!reference.empty() && known_as_.insert(key_of(reference)).second)
            life.references.push_back(reference);
    }

    [[nodiscard]] bool over() const { return life.discharged || life.promise; }
    [[nodiscard]] bool lapsed() const { return life.ending.at && *life.ending.at < now_->at; }

    /// What the respondent knew of was another order, or one that had ended.
    void come_into_force()
    {
        if (lapsed())
            life.gap = Gap{*life.ending.at, now_->at};
        bool const knew = life.service.known_since.has_value();
        life.service = {};
        life.service.only_before = knew;
    }

    void run_on(std::optional<Ending> const& ending, std::optional<Moment> hearing)
    {
        bool const runs_anew = ending && lapsed() && (!ending->at || *ending->at > now_->at);
        if (runs_anew)
            come_into_force();
        life.running = true;
        if (ending) {
            life.ending = *ending;
            life.ends_before_made = false;
        }
        if (hearing || (life.hearing && *life.hearing <= now_->at))
            life.hearing = hearing;
    }

    /// A statement that names the order as it was before a variation is of the paper as it was before.
    [[nodiscard]] Version const& named_version() const
    {
        auto const newest_first = life.versions | std::views::reverse;
        auto const named = std::ranges::find(newest_first, key_, &Version::reference);
        return named != newest_first.end() ? *named : life.versions.back();
    }

    Change const* now_ = nullptr;
    std::string key_{};  ///< of its reference
    std::set<std::string> known_as_{};
};

}  // namespace

Life life_until(std::span<Change const> changes, Moment moment)
{
    Living living;
    Heard heard_ones = heard(changes);
    std::vector<Change> const all = timeline(std::move(heard_ones.counted));
    auto const to_come = std::ranges::upper_bound(all, moment, {}, &Change::at);
    for (auto change = all.begin(); change != to_come; ++change)
        living.take(*change);
    Life& life = living.life;
    for (auto change = to_come; change != all.end(); ++change) {
        auto const* const varied = std::get_if<Varied>(&change->what);
        if (varied != nullptr && varied->as == Varied::As::kSlipRule && !life.versions.empty())
            life.corrected = change->at;
        if (std::holds_alternative<Told>(change->what) && change->recorded <= moment && !life.service.claimed_for)
            life.service.claimed_for = change->at;
    }
    for (LeftOut const& left_out : heard_ones.left_out)
        if (left_out.at <= moment)
            life.left_out.insert(left_out.because);
    std::set<std::pair<Moment, std::size_t>> sealed;
    for (Change const& change : all)
        sealed.emplace(change.at, change.what.index());
    for (Change const& copy : changes)
        life.unsealed |= !copy.sealed && copy.at <= moment && !sealed.contains({copy.at, copy.what.index()});
    return std::move(life);
}

}  // namespace micklegate::orders
