// The words of messages and events, and what they stand for.
#pragma once

#include "gateway/blocks/change.hpp"

namespace micklegate::blocks {

[[nodiscard]] std::optional<Channel> channel_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<ChannelState> channel_state_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Movement::Reason> reason_named(std::string_view name) noexcept;

}  // namespace micklegate::blocks
