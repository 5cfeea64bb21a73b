#include "gateway/blocks/change.hpp"

#include "gateway/blocks/field_reader.hpp"
#include "gateway/blocks/names.hpp"

#include <algorithm>
#include <array>

namespace micklegate::blocks {
namespace {

using boost::json::object;

std::string in_one_spelling(std::string restriction)
{
    return restriction == "RESTRICT" ? std::string{"RESTRICTED"} : restriction;
}

/// Only a ban stops visits; a closed or watched one takes place.
bool stops_visits(std::string_view restriction)
{
    return restriction.empty() || restriction == "not_asked" || restriction == "BAN";
}

std::map<Channel, ChannelState> channels_of(FieldReader& reader, std::string_view restriction)
{
    std::map<Channel, ChannelState> channels;
    for (boost::json::value const& item : reader.list("channels")) {
        if (!item.is_object())
            continue;
        auto const channel = channel_named(json::text_at(item.get_object(), "channel"));
        auto const state = channel_state_named(json::text_at(item.get_object(), "state"));
        if (channel && state)
            channels[*channel] = *state;
        else
            reader.fail("channels", "names a channel or a state that is none");
    }
    if (auto const visits = channels.find(Channel::kVisits);
        visits != channels.end() && visits->second == ChannelState::kActive && !stops_visits(restriction))
        visits->second = ChannelState::kNotBlocked;
    return channels;
}

Requested requested_in(FieldReader& reader)
{
    Requested out;
    for (boost::json::value const& item : reader.list("channels")) {
        auto const channel =
            item.is_string() ? channel_named(std::string_view{item.get_string()}) : std::optional<Channel>{};
        if (channel)
            out.channels.insert(*channel);
        else
            reader.fail("channels", "names a channel that is none");
    }
    out.review_on = reader.date("review_on");
    out.expires_on = reader.date("expires_on");
    out.cautions.children_at_address = reader.any("addresses", "prisoners_children_live_there", true);
    out.cautions.number_not_known = reader.any("phones", "known_to_prisoner", false);
    out.cautions.number_shared = reader.any("phones", "shared_with_others", true);
    if (std::string allowed = reader.text("contact_allowed"); allowed != "none")
        out.cautions.contact_allowed = std::move(allowed);
    return out;
}

Confirmed confirmed_in(FieldReader& reader)
{
    Confirmed out;
    out.visit_restriction = in_one_spelling(reader.text("visit_restriction"));
    out.channels = channels_of(reader, out.visit_restriction);
    out.review_on = reader.date("review_on");
    out.expires_on = reader.date("expires_on");
    return out;
}

CarriedOver carried_over_in(FieldReader& reader)
{
    CarriedOver out;
    out.from_prison = reader.prison("from_prison");
    out.to_prison = reader.prison("to_prison");
    out.visit_restriction = in_one_spelling(reader.text("visit_restriction"));
    out.channels = channels_of(reader, out.visit_restriction);
    out.old_copy_lapses_at = reader.moment("old_copy_lapses_at");
    out.review_on = reader.date("review_on");
    out.expires_on = reader.date("expires_on");
    return out;
}

Monitored monitored_in(FieldReader& reader)
{
    if (!reader.flag("legal_mail_excluded"))
        reader.fail("legal_mail_excluded", "must be true: legal mail is never opened");
    Monitored out;
    out.reference = reader.required("monitoring_ref");
    out.from = reader.required_date("authorised_on");
    out.review_on = reader.required_date("review_on");
    out.expires_on = reader.required_date("expires_on");
    out.child_third_party = reader.flag("child_third_party");
    return out;
}

/// Whoever refuses for one of these does not hold the prisoner, or cannot tell.
Refused refused_in(FieldReader const& reader)
{
    constexpr std::array<std::string_view, 4> kElsewhere{"not_held_here", "moved_on", "released",
                                                         "identity_not_matched"};
    return {std::ranges::find(kElsewhere, std::string_view{reader.text("reason")}) != kElsewhere.end()};
}

Movement movement_in(FieldReader& reader)
{
    using Kind = Movement::Kind;
    using Family = Movement::Family;
    Movement out;
    std::string const kind = reader.required("movement");
    if (kind == "received")
        out.kind = Kind::kReceived;
    else if (kind == "released")
        out.kind = Kind::kReleased;
    else if (kind == "not_returned")
        out.kind = Kind::kNotReturned;
    else if (kind == "merged")
        out.kind = Kind::kMerged;
    else
        reader.fail("movement", "is none");
    if (auto const reason = reason_named(reader.required("reason")))
        out.reason = *reason;
    else
        reader.fail("reason", "is none that a movement has");
    std::string const family = reader.text("event_family");
    out.family = family == "prisoner-offender-search" ? Family::kImmediate
                 : family == "temporary-absence"      ? Family::kTemporaryAbsence
                                                      : Family::kDelayed;
    out.prisoner = reader.required("prisoner_number");
    if (out.kind == Kind::kMerged)
        out.retired = reader.required("removed_prisoner_number");
    if (reader.text("moved_at").empty())
        reader.fail("moved_at", "is missing");
    out.moved_at = reader.moment("moved_at").value_or(Moment{});
    out.prison = reader.prison(out.kind == Kind::kReceived ? "to_prison" : "from_prison");
    // NOMIS writes these as releases; the prisoner is not free (nomis-reports: "Active-UAL").
    std::string const code = reader.text("movement_reason_code");
    out.at_large = out.kind == Kind::kReleased && (code == "UAL" || code == "UAL_ECL" || code == "ESCP");
    std::string const status = reader.text("current_status");
    if (!status.empty())
        out.in_care = status == "UNDER_PRISON_CARE";
    return out;
}

/// What a message about a block says in passing: that the prisoner had come to `to_prison` by then.
std::optional<Movement> arrival_in(FieldReader& reader, Moment known_by)
{
    auto const moved_at = reader.moment("moved_at");
    std::string prison = reader.prison("to_prison");
    if (!moved_at || *moved_at > known_by || prison.empty())
        return std::nullopt;
    Movement out;
    out.reason = Movement::Reason::kTransferred;
    out.family = Movement::Family::kMessage;
    out.prisoner = reader.text("prisoner_number");
    out.moved_at = *moved_at;
    out.prison = std::move(prison);
    return out;
}

std::optional<What> what_of(std::string_view change, FieldReader& reader)
{
    if (change == "requested")
        return requested_in(reader);
    if (change == "triaged")
        return Triaged{};
    if (change == "confirmed")
        return confirmed_in(reader);
    if (change == "refused")
        return refused_in(reader);
    if (change == "carried_over")
        return carried_over_in(reader);
    if (change == "acknowledged")
        return Acknowledged{};
    if (change == "monitored")
        return monitored_in(reader);
    if (change == "ended")
        return Ended{};
    if (change == "moved")
        return movement_in(reader);
    return std::nullopt;
}

/// The field in which a message says when it took effect.
std::string_view time_field(std::string_view change)
{
    constexpr std::array kFields{
        std::pair{std::string_view{"requested"}, std::string_view{"requested_at"}},
        std::pair{std::string_view{"triaged"}, std::string_view{"triaged_at"}},
        std::pair{std::string_view{"confirmed"}, std::string_view{"confirmed_at"}},
        std::pair{std::string_view{"refused"}, std::string_view{"refused_at"}},
        std::pair{std::string_view{"acknowledged"}, std::string_view{"acknowledged_at"}},
        std::pair{std::string_view{"ended"}, std::string_view{"ended_at"}},
        std::pair{std::string_view{"moved"}, std::string_view{"moved_at"}},
    };
    auto const row = std::ranges::find(kFields, change, [](auto const& pair) { return pair.first; });
    return row == kFields.end() ? std::string_view{} : row->second;
}

}  // namespace

Result<Change> change_of(std::string_view change, object const& fields, Sequence entry, Moment recorded)
{
    FieldReader reader{fields};
    auto what = what_of(change, reader);
    if (!what)
        return problem(ProblemCode::kInvalidValue, "A contact block knows no such change.");
    Change out;
    out.entry = entry;
    out.at = reader.moment(time_field(change)).value_or(recorded);
    out.prisoner = reader.required("prisoner_number");
    // A movement and a monitoring are the prisoner's; everything else is of one block.
    bool const of_prisoner = std::holds_alternative<Movement>(*what) || std::holds_alternative<Monitored>(*what);
    out.block = of_prisoner ? reader.text("block_ref") : reader.required("block_ref");
    out.prison = reader.prison("prison");
    if (std::holds_alternative<CarriedOver>(*what) || std::holds_alternative<Refused>(*what))
        out.whereabouts = arrival_in(reader, recorded);
    out.what = *std::move(what);
    if (reader.fault())
        return *reader.fault();
    return out;
}

}  // namespace micklegate::blocks
