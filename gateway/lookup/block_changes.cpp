#include "gateway/lookup/block_changes.hpp"

#include "gateway/commit/receipt.hpp"
#include "gateway/json/fields.hpp"

#include <algorithm>
#include <array>

namespace micklegate::lookup {
namespace {

using boost::json::object;
using commit::EntryKind;
using history::Told;

/// Empty for an agency that is no prison of the scheme.
std::string code_of(registers::PrisonRegister const& prisons, std::string const& agency)
{
    registers::Prison const* const prison = prisons.of_agency(agency);
    return prison == nullptr ? std::string{} : prison->code;
}

bool asks_a_prison(Told const& told) { return told.what == "requested" || told.what == "carried_over"; }

Result<blocks::Change> change_of(Told const& told, registers::PrisonRegister const& prisons)
{
    object fields = told.fields;
    if (std::string prison = code_of(prisons, asks_a_prison(told) ? told.to : told.from); !prison.empty())
        fields["prison"] = std::move(prison);
    auto change = blocks::change_of(told.what, fields, told.entry, told.recorded);
    // The copy that police get asks no prison for anything.
    if (change)
        if (auto* const carried = std::get_if<blocks::CarriedOver>(&change->what))
            carried->to_prison = code_of(prisons, told.to);
    return change;
}

/// Whether the prison says that the prisoner is not its own. What it calls a duplicate, superseded or expired it
/// neither takes on nor refuses.
std::optional<blocks::What> rejection(std::string_view code)
{
    constexpr std::array<std::string_view, 2> kElsewhere{"not_our_subject", "invalid_identifier"};
    constexpr std::array<std::string_view, 3> kNoAnswer{"duplicate", "superseded", "expired"};
    if (std::ranges::find(kNoAnswer, code) != kNoAnswer.end())
        return std::nullopt;
    return blocks::Refused{std::ranges::find(kElsewhere, code) != kElsewhere.end()};
}

std::optional<blocks::What> meaning_of(commit::Entry const& step)
{
    switch (step.kind) {
    case EntryKind::kOpened: return blocks::Triaged{};
    case EntryKind::kActioned: return blocks::Acknowledged{};
    case EntryKind::kRejected: return rejection(step.code);
    default: return std::nullopt;
    }
}

Result<void> add_steps(Told const& told, registers::PrisonRegister const& prisons, commit::Ledger const& ledger,
                       std::vector<blocks::Change>& changes)
{
    std::string const prison = code_of(prisons, told.to);
    if (!asks_a_prison(told) || prison.empty())
        return {};
    for (deliver::Step const& step : told.steps) {
        if (step.index == told.entry)
            continue;
        auto const entered = commit::stored_receipt(ledger, step.index);
        if (!entered)
            return entered.error();
        if (auto what = meaning_of(entered->entry))
            changes.push_back({step.index, entered->entry.time, json::text_at(told.fields, "block_ref"),
                               json::text_at(told.fields, "prisoner_number"), prison, *std::move(what)});
    }
    return {};
}

}  // namespace

Result<BlockChanges> block_changes(std::vector<Told> const& told, registers::PrisonRegister const& prisons,
                                   commit::Ledger const& ledger)
{
    BlockChanges all;
    for (Told const& each : told) {
        auto change = change_of(each, prisons);
        all.unreadable = all.unreadable || !change;
        if (!change)
            continue;
        all.changes.push_back(*std::move(change));
        if (auto const added = add_steps(each, prisons, ledger, all.changes); !added)
            return added.error();
    }
    return all;
}

}  // namespace micklegate::lookup
