#include "adapters/providers/daily_file.hpp"

#include "adapters/rows/rows.hpp"

#include <array>

namespace micklegate::providers {
namespace {

using rows::Column;
using Kind = Column::Kind;

constexpr std::array<Column, 26> kColumns{{
    {"referral_ref"},
    {"referred_at"},
    {"crime_ref"},
    {"btp_ref"},
    {"reported_at"},
    {"offence_group"},
    {"victim_is"},
    {"victim_name"},
    {"victim_dob"},
    {"opted_out", Kind::kYesOrNo},
    {"da_risk"},
    {"enhanced_entitlement"},
    {"repeat_victim", Kind::kYesOrNo},
    {"interpreter_language"},
    {"safe_phone"},
    {"safe_email"},
    {"safe_contact_times"},
    {"voicemail_safe", Kind::kYesOrNo},
    {"letter_safe", Kind::kYesOrNo},
    {"postal_address"},
    {"other_phone"},
    {"contact_person_name"},
    {"contact_person_is_suspect", Kind::kYesOrNo},
    {"suspect_name"},
    {"officer"},
    {"officer_contact"},
}};

ReferralRow row_of(rows::Row row, Route const& route)
{
    std::string const reference = row.references.front();
    if (!row.fields)
        return {row.number, reference, std::move(row.fields).error()};
    return {row.number, reference, event_of(route, {reference}, *std::move(row.fields))};
}

}  // namespace

Result<std::vector<ReferralRow>> read_daily_file(std::string_view csv, AgencyId const& force, AgencyId const& hub)
{
    auto found = rows::read_rows(
        csv, {kColumns, "referral_ref", "Nothing was sent. See docs/providers.md for the columns of the daily file."});
    if (!found)
        return found.error();
    std::vector<ReferralRow> referrals;
    referrals.reserve(found->size());
    for (rows::Row& row : *found)
        referrals.push_back(row_of(std::move(row), {"victim.referral-daily", force, hub}));
    return referrals;
}

}  // namespace micklegate::providers
