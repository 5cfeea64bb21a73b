// The named checks a field may ask for with x-check.
#pragma once

#include <optional>
#include <string_view>

namespace micklegate::recognise {

struct NamedCheck {
    std::string_view name;
    /// Empty where the value is sound; else what is wrong with it, to be read after the field's name.
    std::optional<std::string_view> (*fault)(std::string_view value);
    /// A wrong one names nobody or somebody else, which a person can put right: the message is held, not refused.
    bool names_someone;
};

/// Null where no check has that name.
[[nodiscard]] NamedCheck const* named_check(std::string_view name) noexcept;

}  // namespace micklegate::recognise
