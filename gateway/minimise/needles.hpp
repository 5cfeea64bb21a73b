// What to look for, given a withheld value: the forms in which it would give the same away.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace micklegate::minimise {

struct Needle {
    enum class Reach {
        kAll,        ///< as whole words in any released field
        kNarrative,  ///< as whole words in free text only, and not where a released field names the place anyway
        kDigits,     ///< inside any run of digits
    };

    Reach reach = Reach::kAll;
    std::string squashed;
};

/// Empty for a class the guard does not know as identifying, and for a value too short to be searched for without false
/// alarms.
[[nodiscard]] std::vector<Needle> needles_of(std::string_view field_class, std::string_view value);

}  // namespace micklegate::minimise
