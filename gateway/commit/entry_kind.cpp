#include "gateway/commit/entry_kind.hpp"

#include <array>

namespace micklegate::commit {
namespace {

struct KindRow {
    EntryKind kind;
    std::string_view name;
    std::string_view operation;
};

constexpr std::string_view kAlteration = "alteration";
constexpr std::string_view kAdministration = "administration";
constexpr std::string_view kCollection = "collection";
constexpr std::string_view kCombination = "combination";
constexpr std::string_view kConsultation = "consultation";
constexpr std::string_view kDisclosure = "disclosure";
constexpr std::string_view kErasure = "erasure";

constexpr std::array kKinds{
    KindRow{EntryKind::kGenesis, "genesis", kAdministration},
    KindRow{EntryKind::kPolicy, "policy", kAdministration},
    KindRow{EntryKind::kAccepted, "accepted", kDisclosure},
    KindRow{EntryKind::kHeld, "held", kCollection},
    KindRow{EntryKind::kRefused, "refused", kCollection},
    KindRow{EntryKind::kDelivered, "delivered", kDisclosure},
    KindRow{EntryKind::kOpened, "opened", kConsultation},
    KindRow{EntryKind::kActioned, "actioned", kConsultation},
    KindRow{EntryKind::kRejected, "rejected", kConsultation},
    KindRow{EntryKind::kReleased, "released", kConsultation},
    KindRow{EntryKind::kReturned, "returned", kConsultation},
    KindRow{EntryKind::kCorrected, "corrected", kAlteration},
    KindRow{EntryKind::kWithdrawn, "withdrawn", kErasure},
    KindRow{EntryKind::kRecalled, "recalled", kErasure},
    KindRow{EntryKind::kRecallRequested, "recall_requested", kAdministration},
    KindRow{EntryKind::kDestroyed, "destroyed", kErasure},
    KindRow{EntryKind::kBreachAssessed, "breach_assessed", kAdministration},
    KindRow{EntryKind::kExpired, "expired", kErasure},
    KindRow{EntryKind::kSearched, "searched", kConsultation},
    KindRow{EntryKind::kIdentityOpened, "identity_opened", kConsultation},
    KindRow{EntryKind::kExported, "exported", kCombination},
    KindRow{EntryKind::kErasureRequested, "erasure_requested", kAdministration},
    KindRow{EntryKind::kErased, "erased", kErasure},
    KindRow{EntryKind::kHoldPlaced, "hold_placed", kAdministration},
    KindRow{EntryKind::kHoldLifted, "hold_lifted", kAdministration},
    KindRow{EntryKind::kRegister, "register", kAlteration},
    KindRow{EntryKind::kAgency, "agency", kAdministration},
    KindRow{EntryKind::kKey, "key", kAdministration},
    KindRow{EntryKind::kSettings, "settings", kAdministration},
    KindRow{EntryKind::kSignedIn, "signed_in", kAdministration},
    KindRow{EntryKind::kEscalated, "escalated", kAdministration},
    KindRow{EntryKind::kLookedUp, "looked_up", kConsultation},
    KindRow{EntryKind::kReliedOn, "relied_on", kConsultation},
};

constexpr bool in_order()
{
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        if (static_cast<std::size_t>(kKinds[i].kind) != i)
            return false;
    return true;
}
static_assert(in_order(), "a kind is the index of its row");

}  // namespace

std::string_view name_of(EntryKind kind) noexcept { return kKinds[static_cast<std::size_t>(kind)].name; }

std::string_view operation_of(EntryKind kind) noexcept { return kKinds[static_cast<std::size_t>(kind)].operation; }

std::optional<EntryKind> kind_named(std::string_view name) noexcept
{
    for (KindRow const& row : kKinds)
        if (row.name == name)
            return row.kind;
    return std::nullopt;
}

std::vector<EntryKind> kinds_of(std::string_view operation)
{
    std::vector<EntryKind> kinds;
    for (KindRow const& row : kKinds)
        if (row.operation == operation)
            kinds.push_back(row.kind);
    return kinds;
}

}  // namespace micklegate::commit
