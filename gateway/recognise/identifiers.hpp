// The named checks a field may ask for with x-check.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace micklegate::recognise {

struct NamedCheck {
    std::string_view name;
    /// Empty where the value is sound; else what is wrong with it, to be read after the field's name.
    std::optional<std::string_view> (*fault)(std::string_view value);
    /// A wrong one names nobody or somebody else, which a person can put right: the message is held, not refused.
    bool names_someone;
    /// Of a sound value: the one spelling that stands for all of them. Null where there is only one.
    std::string (*normal)(std::string_view value) = nullptr;
};

/// Null where no check has that name.
[[nodiscard]] NamedCheck const* named_check(std::string_view name) noexcept;

[[nodiscard]] std::span<NamedCheck const> named_checks() noexcept;

/// For comparing: the value in the spelling that its check prefers; as it stands where the check has none, where the
/// value is unsound, or where no check has that name.
[[nodiscard]] std::string normal_form(std::string_view check, std::string_view value);

}  // namespace micklegate::recognise
