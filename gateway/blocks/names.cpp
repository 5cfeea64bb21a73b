#include "gateway/blocks/names.hpp"

#include <algorithm>
#include <array>

namespace micklegate::blocks {
namespace {

constexpr std::array kChannels{
    std::pair{std::string_view{"pin_phone"}, Channel::kPinPhone},
    std::pair{std::string_view{"mail"}, Channel::kMail},
    std::pair{std::string_view{"visits"}, Channel::kVisits},
    std::pair{std::string_view{"video"}, Channel::kVideo},
    std::pair{std::string_view{"email"}, Channel::kEmail},
    std::pair{std::string_view{"third_party"}, Channel::kThirdParty},
    std::pair{std::string_view{"other_prisoners"}, Channel::kOtherPrisoners},
};

constexpr std::array kChannelStates{
    std::pair{std::string_view{"active"}, ChannelState::kActive},
    std::pair{std::string_view{"pending"}, ChannelState::kPending},
    std::pair{std::string_view{"refused"}, ChannelState::kRefused},
    std::pair{std::string_view{"not_asked"}, ChannelState::kNotAsked},
    std::pair{std::string_view{"ended"}, ChannelState::kEnded},
    std::pair{std::string_view{"requested"}, ChannelState::kRequested},
    std::pair{std::string_view{"not_blocked"}, ChannelState::kNotBlocked},
};

using enum Movement::Reason;
/// Both families' words, and those of prison.movement.
constexpr std::array kReasons{
    std::pair{std::string_view{"ADMISSION"}, kAdmission},
    std::pair{std::string_view{"NEW_ADMISSION"}, kAdmission},
    std::pair{std::string_view{"READMISSION"}, kAdmission},
    std::pair{std::string_view{"READMISSION_SWITCH_BOOKING"}, kAdmission},
    std::pair{std::string_view{"POST_MERGE_ADMISSION"}, kAdmission},
    std::pair{std::string_view{"TRANSFERRED"}, kTransferred},
    std::pair{std::string_view{"TEMPORARY_ABSENCE_RELEASE"}, kTemporaryAbsence},
    std::pair{std::string_view{"TEMPORARY_ABSENCE_RETURN"}, kTemporaryAbsence},
    std::pair{std::string_view{"TEMPORARY_ABSENCE_OVERDUE"}, kTemporaryAbsence},
    std::pair{std::string_view{"RETURN_FROM_COURT"}, kCourt},
    std::pair{std::string_view{"SENT_TO_COURT"}, kCourt},
    std::pair{std::string_view{"RELEASED"}, kReleased},
    std::pair{std::string_view{"RELEASED_TO_HOSPITAL"}, kHospital},
    std::pair{std::string_view{"MERGE"}, kMerge},
    std::pair{std::string_view{"UNKNOWN"}, kUnknown},
};

template <class Table>
auto found(Table const& table, std::string_view name) -> std::optional<typename Table::value_type::second_type>
{
    auto const row = std::ranges::find(table, name, &Table::value_type::first);
    if (row == table.end())
        return std::nullopt;
    return row->second;
}

template <class Table, class Value>
std::string_view name_in(Table const& table, Value value) noexcept
{
    return std::ranges::find(table, value, &Table::value_type::second)->first;
}

}  // namespace

std::string_view name_of(Channel channel) noexcept { return name_in(kChannels, channel); }
std::string_view name_of(ChannelState state) noexcept { return name_in(kChannelStates, state); }

std::optional<Channel> channel_named(std::string_view name) noexcept { return found(kChannels, name); }
std::optional<ChannelState> channel_state_named(std::string_view name) noexcept { return found(kChannelStates, name); }
std::optional<Movement::Reason> reason_named(std::string_view name) noexcept { return found(kReasons, name); }

}  // namespace micklegate::blocks
