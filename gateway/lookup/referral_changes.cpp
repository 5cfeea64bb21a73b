#include "gateway/lookup/referral_changes.hpp"

#include "gateway/commit/receipt.hpp"

namespace micklegate::lookup {
namespace {

constexpr std::string_view kReferred = "referred";

void add(ReferralChanges& all, std::string_view what, boost::json::object const& fields, referrals::Record record)
{
    if (auto change = referrals::change_of(what, fields, std::move(record)))
        all.changes.push_back(*std::move(change));
    else
        ++all.unreadable;
}

/// Of a referral, what the service that got it answered.
Result<void> add_answers(ReferralChanges& all, history::Told const& told, commit::Ledger const& ledger)
{
    for (deliver::Step const& step : told.steps) {
        bool const accepts = step.kind == commit::EntryKind::kActioned;
        if (!accepts && step.kind != commit::EntryKind::kRejected)
            continue;
        auto const answered = commit::stored_receipt(ledger, step.index);
        if (!answered)
            return answered.error();
        boost::json::object fields;
        if (!accepts)
            fields["code"] = answered->entry.code;
        add(all, accepts ? "accepted" : "declined", fields,
            {step.index, answered->entry.time, AgencyId{told.to}, AgencyId{told.from}});
    }
    return {};
}

}  // namespace

Result<ReferralChanges> referral_changes(std::vector<history::Told> const& told, commit::Ledger const& ledger)
{
    ReferralChanges all;
    for (history::Told const& each : told) {
        add(all, each.what, each.fields, {each.entry, each.recorded, AgencyId{each.from}, AgencyId{each.to}});
        if (each.what != kReferred)
            continue;
        if (auto const answered = add_answers(all, each, ledger); !answered)
            return answered.error();
    }
    return all;
}

}  // namespace micklegate::lookup
