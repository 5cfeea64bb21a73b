#include "gateway/lookup/block_view.hpp"

#include "gateway/json/fields.hpp"

#include <algorithm>
#include <tuple>

namespace micklegate::lookup {
namespace {

using boost::json::array;
using boost::json::object;
using history::Told;

/// The gateway asks at once where it can: a prison that nobody asked by then is for a person to ask.
constexpr std::chrono::minutes kAskedWithin{10};

std::string_view name_of(blocks::Where where)
{
    using enum blocks::Where;
    switch (where) {
    case kHeld: return "held";
    case kAtCourt: return "at_court";
    case kOnTemporaryAbsence: return "on_temporary_absence";
    case kInTransit: return "in_transit";
    case kInHospital: return "in_hospital";
    case kOut: return "out";
    case kAtLarge: return "at_large";
    case kFree: return "free";
    case kUnknown: break;
    }
    return "not_told";
}

std::string_view name_of(blocks::Review review)
{
    switch (review) {
    case blocks::Review::kAhead: return "ahead";
    case blocks::Review::kDue: return "due";
    case blocks::Review::kPast: return "past";
    case blocks::Review::kNone: break;
    }
    return "none";
}

void put_time(object& out, std::string_view name, std::optional<Moment> const& time)
{
    if (time)
        out[name] = rfc3339(*time);
}

void put_text(object& out, std::string_view name, std::string const& text)
{
    if (!text.empty())
        out[name] = text;
}

array channels_of(std::map<blocks::Channel, blocks::ChannelNow> const& channels)
{
    array out;
    for (auto const& [channel, now] : channels)
        out.push_back(object{{"channel", blocks::name_of(channel)},
                             {"state", blocks::name_of(now.state)},
                             {"since", rfc3339(now.since)}});
    return out;
}

/// In the order in which they took effect; those of another block, which tell only where the prisoner was, left out.
std::vector<Told const*> told_of_block(std::vector<Told> const& told, std::string const& block)
{
    std::vector<Told const*> of_block;
    for (Told const& each : told)
        if (json::text_at(each.fields, "block_ref") == block)
            of_block.push_back(&each);
    auto const when = [](Told const* each) {
        auto const asked = parse_rfc3339(json::text_at(each->fields, "requested_at"));
        return std::tuple{asked ? *asked : each->recorded, each->entry};
    };
    std::ranges::sort(of_block, {}, when);
    return of_block;
}

void take(BlockView& view, Told const& told, registers::PrisonRegister const& prisons)
{
    view.subjects.insert(told.subject);
    bool const request = told.what == "requested";
    if (request || (told.what == "carried_over" && view.asked_by.empty() && told.fields.contains("victim_name")))
        view.fields = told.fields;
    if (request) {
        view.asked_by = told.from;
        view.asked_for.insert(told.from);
        auto const* const prison = prisons.of_agency(told.to);
        view.asked_prison = prison == nullptr ? std::string{} : prison->code;
    }
    if (told.what == "confirmed")
        view.alerts = json::array_at(told.fields, "alerts");
}

std::optional<blocks::Movement> arrival_at(std::vector<blocks::Change> const& changes, std::string const& prison,
                                           Moment at)
{
    std::optional<blocks::Movement> last;
    auto const look = [&](blocks::Movement const& movement) {
        if (movement.kind == blocks::Movement::Kind::kReceived && movement.prison == prison &&
            movement.moved_at <= at && (!last || last->moved_at < movement.moved_at))
            last = movement;
    };
    for (blocks::Change const& change : changes) {
        if (auto const* const movement = std::get_if<blocks::Movement>(&change.what))
            look(*movement);
        if (change.whereabouts)
            look(*change.whereabouts);
    }
    return last;
}

BlockView view_of(std::string const& block, BlockChanges const& known, std::vector<Told> const& told,
                  registers::PrisonRegister const& prisons, Moment at)
{
    BlockView view;
    blocks::Terms terms;
    terms.scheme_prisons = prisons.in_scheme();
    view.state = blocks::state_at(known.changes, block, at, terms);
    for (Told const* const each : told_of_block(told, block))
        take(view, *each, prisons);
    for (Told const& each : told)
        if (each.what == "monitored")
            view.scopes[json::text_at(each.fields, "monitoring_ref")] = json::text_at(each.fields, "scope");
    view.arrived = arrival_at(known.changes, view.state.custody.prison, at);
    auto const& awaited = view.state.awaited;
    bool const unasked = awaited && !awaited->asked_at && at - awaited->since > kAskedWithin;
    view.duty_desk = known.unreadable || unasked || std::ranges::any_of(view.state.due, &blocks::Due::duty_desk);
    return view;
}

}  // namespace

Result<std::vector<BlockView>> blocks_of(std::vector<Told> const& told, registers::PrisonRegister const& prisons,
                                         commit::Ledger const& ledger, Moment at)
{
    auto const known = block_changes(told, prisons, ledger);
    if (!known)
        return known.error();
    std::vector<BlockView> views;
    for (std::string const& block : blocks::blocks_in(known->changes))
        views.push_back(view_of(block, *known, told, prisons, at));
    return views;
}

object data_of(BlockView const& block, Moment at)
{
    blocks::BlockState const& state = block.state;
    object out{{"block_ref", state.block},
               {"prisoner_number", state.prisoner},
               {"standing_at", rfc3339(at)},
               {"stage", blocks::name_of(state.stage)},
               {"live", state.live},
               {"in_custody", state.in_custody},
               {"whereabouts", name_of(state.custody.where)},
               {"gap_minutes", state.gap.total.count()},
               {"review", name_of(state.review)},
               {"duty_desk", block.duty_desk},
               {"channels", channels_of(state.channels)}};
    put_text(out, "responsible_prison", state.responsible);
    put_time(out, "responsible_since", state.responsible_since);
    put_text(out, "holding_prison", state.custody.prison);
    if (state.awaited) {
        put_text(out, "awaited_prison", state.awaited->prison);
        out["awaited_since"] = rfc3339(state.awaited->since);
        put_time(out, "asked_at", state.awaited->asked_at);
        put_time(out, "old_copy_lapses_at", state.awaited->old_copy_lapses_at);
    }
    put_text(out, "visit_restriction", state.visit_restriction);
    put_time(out, "gap_running_since", state.gap.running_since);
    if (state.review_on)
        out["review_on"] = iso_date(*state.review_on);
    if (state.expires_on)
        out["expires_on"] = iso_date(*state.expires_on);
    array due;
    for (blocks::Due const& each : state.due)
        due.emplace_back(blocks::name_of(each.kind));
    if (!due.empty())
        out["due"] = std::move(due);
    return out;
}

}  // namespace micklegate::lookup
