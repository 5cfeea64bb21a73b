#include "adapters/providers/status_file.hpp"

#include "adapters/rows/rows.hpp"
#include "gateway/json/fields.hpp"

#include <array>

namespace micklegate::providers {
namespace {

using rows::Column;
using Kind = Column::Kind;
using json::text_at;

constexpr bool kMayLack = true;

constexpr std::array<Column, 26> kColumns{{
    {"referral_ref"},
    {"status"},
    {"status_at"},
    {"scores_consent", Kind::kYesOrNo},
    {"worker"},
    {"worker_contact"},
    {"to", Kind::kText, kMayLack},
    {"crime_ref", Kind::kText, kMayLack},
    {"btp_ref", Kind::kText, kMayLack},
    {"attempt_number", Kind::kWholeNumber, kMayLack},
    {"attempt_channel", Kind::kText, kMayLack},
    {"contacted_at", Kind::kText, kMayLack},
    {"assessment", Kind::kText, kMayLack},
    {"need_mental_health", Kind::kWholeNumber, kMayLack},
    {"need_physical_health", Kind::kWholeNumber, kMayLack},
    {"need_accommodation", Kind::kWholeNumber, kMayLack},
    {"need_family", Kind::kWholeNumber, kMayLack},
    {"need_education_work", Kind::kWholeNumber, kMayLack},
    {"need_drugs_alcohol", Kind::kWholeNumber, kMayLack},
    {"need_finance", Kind::kWholeNumber, kMayLack},
    {"need_outlook", Kind::kWholeNumber, kMayLack},
    {"need_social", Kind::kWholeNumber, kMayLack},
    {"plan_agreed", Kind::kYesOrNo, kMayLack},
    {"exit_strategy", Kind::kYesOrNo, kMayLack},
    {"feedback_given", Kind::kYesOrNo, kMayLack},
    {"close_reason", Kind::kText, kMayLack},
}};

/// One change of one referral, told to one agency, is one message.
ReferralRow row_of(rows::Row row, AgencyId const& provider, AgencyId const& hub)
{
    std::string const reference = row.references.front();
    if (!row.fields)
        return {row.number, reference, std::move(row.fields).error()};
    boost::json::object data = *std::move(row.fields);
    std::string const named = text_at(data, "to");
    AgencyId const to = named.empty() ? hub : AgencyId{named};
    data.erase("to");
    std::vector<std::string> const parts{reference, text_at(data, "status"), text_at(data, "status_at"), to.get()};
    return {row.number, reference, event_of({"referral.status", provider, to}, parts, std::move(data))};
}

}  // namespace

Result<std::vector<ReferralRow>> read_status_file(std::string_view csv, AgencyId const& provider, AgencyId const& hub)
{
    auto found = rows::read_rows(
        csv, {kColumns, "referral_ref", "Nothing was sent. See docs/providers.md for the columns of the status file."});
    if (!found)
        return found.error();
    std::vector<ReferralRow> statuses;
    statuses.reserve(found->size());
    for (rows::Row& row : *found)
        statuses.push_back(row_of(std::move(row), provider, hub));
    return statuses;
}

}  // namespace micklegate::providers
