#include "gateway/lookup/carry_over.hpp"

#include "gateway/base/bytes.hpp"
#include "gateway/crypto/hash.hpp"
#include "gateway/json/fields.hpp"

#include <algorithm>
#include <array>

namespace micklegate::lookup {
namespace {

using blocks::Due;
using boost::json::array;
using boost::json::object;

constexpr char const* kHandedOverBy = "The gateway, on behalf of the agency that asked for the block";

std::string_view move_kind(std::optional<blocks::Movement> const& arrived)
{
    using enum blocks::Movement::Reason;
    switch (arrived ? arrived->reason : kTransferred) {
    case kCourt: return "through_court";
    case kTemporaryAbsence: return "through_temporary_absence";
    case kAdmission: return "readmission";
    default: return "transfer";
    }
}

/// As the earlier prison said it: that a closed visit stops nothing is for whoever reads the restriction to see.
std::string_view told_state(blocks::ChannelState state)
{
    switch (state) {
    case blocks::ChannelState::kRequested: return "pending";
    case blocks::ChannelState::kNotBlocked: return "active";
    default: return blocks::name_of(state);
    }
}

array channels_of(blocks::BlockState const& state)
{
    array out;
    for (auto const& [channel, now] : state.channels)
        out.push_back(object{
            {"channel", blocks::name_of(channel)}, {"state", told_state(now.state)}, {"since", rfc3339(now.since)}});
    return out;
}

array monitoring_of(BlockView const& block)
{
    array out;
    for (blocks::MonitoringNow const& now : block.state.monitoring)
        if (auto const scope = block.scopes.find(now.terms.reference); scope != block.scopes.end())
            out.push_back(object{{"reference", now.terms.reference},
                                 {"scope", scope->second},
                                 {"review_on", iso_date(now.terms.review_on)},
                                 {"expires_on", iso_date(now.terms.expires_on)},
                                 {"legal_mail_excluded", true}});
    return out;
}

/// A block that no prison had acknowledged yet when the prisoner moved on comes from the prison that was asked.
std::string from_of(BlockView const& block, Due const& due)
{
    return due.kind == Due::Kind::kCarryOver ? due.from : block.asked_prison;
}

Due const* to_hand_over(BlockView const& block)
{
    auto const due = std::ranges::find_if(block.state.due, [&](Due const& each) {
        bool const kind = each.kind == Due::Kind::kCarryOver || each.kind == Due::Kind::kRequest;
        std::string const from = from_of(block, each);
        return kind && !each.duty_desk && !from.empty() && from != each.prison;
    });
    return due == block.state.due.end() ? nullptr : &*due;
}

/// A ban that was asked for and that nobody has confirmed is none in place, and is not one that nobody asked for.
std::string restriction_of(BlockView const& block)
{
    if (!block.state.visit_restriction.empty())
        return block.state.visit_restriction;
    return json::flag_at(block.fields, "visits_ban") ? "none" : "not_asked";
}

object data_of(BlockView const& block, Due const& due, Moment now)
{
    constexpr std::array<std::string_view, 11> kAsRequested{
        "prisoner_name", "prisoner_dob", "pncid",           "victim_name",        "phones", "addresses", "emails",
        "third_parties", "orders",       "contact_allowed", "never_show_prisoner"};
    blocks::BlockState const& state = block.state;
    object out{{"block_ref", state.block},
               {"prisoner_number", state.prisoner},
               {"from_prison", from_of(block, due)},
               {"to_prison", due.prison},
               {"move_kind", move_kind(block.arrived)},
               {"moved_at", rfc3339(block.arrived ? block.arrived->moved_at : due.since)},
               {"old_copy_lapses_at", rfc3339(now + kOldCopyLasts)},
               {"channels", channels_of(state)},
               {"visit_restriction", restriction_of(block)},
               {"active_since", iso_date(london_date(state.responsible_since.value_or(due.since)))},
               {"handed_over_by", kHandedOverBy}};
    for (std::string_view const name : kAsRequested)
        if (auto const* const value = block.fields.if_contains(name))
            out[name] = *value;
    if (std::string former = json::text_at(block.fields, "prisoner_number"); former != state.prisoner)
        out["previous_prisoner_number"] = std::move(former);
    if (auto const* const contact = block.fields.if_contains("officer_contact"))
        out["handed_over_by_contact"] = *contact;
    if (!block.alerts.empty())
        out["alerts"] = block.alerts;
    if (array monitoring = monitoring_of(block); !monitoring.empty())
        out["monitoring"] = std::move(monitoring);
    if (state.review_on)
        out["review_on"] = iso_date(*state.review_on);
    if (state.expires_on)
        out["expires_on"] = iso_date(*state.expires_on);
    return out;
}

}  // namespace

std::optional<CarryOver> carry_over_of(BlockView const& block, registers::PrisonRegister const& prisons, Moment now)
{
    Due const* const due = to_hand_over(block);
    if (due == nullptr || block.asked_by.empty())
        return std::nullopt;
    registers::Prison const* const prison = prisons.by_code(due->prison);
    if (prison == nullptr || prison->agency.empty())
        return std::nullopt;
    object data = data_of(block, *due, now);
    std::string const arrival = block.state.block + '\n' + due->prison + '\n' + json::text_at(data, "moved_at");
    return CarryOver{"carry-over-" + hex(crypto::sha256(as_bytes(arrival))), block.asked_by, prison->agency,
                     std::move(data)};
}

}  // namespace micklegate::lookup
