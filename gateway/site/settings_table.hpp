// One row per option: where it stands in the file, where it goes, its bounds and what it is for.
#pragma once

#include "gateway/site/settings.hpp"

#include <span>
#include <variant>

namespace micklegate::site {

/// Where an option's value lives, which also says its type.
using Slot =
    std::variant<std::string*, std::set<std::string>*, std::uint16_t*, std::size_t*, std::chrono::milliseconds*>;

/// What a text, or each text of a list, must be, where its length does not say it.
struct TextForm {
    bool (*fits)(std::string_view);
    std::string_view must;  ///< "be …"
};

struct Option {
    std::string_view table;
    std::string_view key;
    Slot (*slot)(Settings&);
    std::int64_t least;  ///< of a number; of a text's length; of how many texts a list has
    std::int64_t most;
    std::string_view about;
    TextForm const* form = nullptr;
};

/// Options of one table stand together.
[[nodiscard]] std::span<Option const> options();

/// As TOML: quoted text, a list of them or a plain number.
[[nodiscard]] std::string value_text(Slot const& slot);
[[nodiscard]] std::string_view type_name(Slot const& slot);
/// What the bounds count: " characters", " texts" or nothing.
[[nodiscard]] std::string_view unit_of(Slot const& slot);

}  // namespace micklegate::site
