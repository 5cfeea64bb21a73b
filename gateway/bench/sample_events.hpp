// Fictional notifications to measure with: as long as asked, each of another child, for the schools of a register.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/model/ids.hpp"
#include "gateway/registers/schools.hpp"

namespace micklegate::bench {

struct EventPlan {
    AgencyId sender;
    Moment now;  ///< the incidents lie before it
    std::size_t count = 0;
    std::size_t bytes = 0;  ///< of one event's JSON text, at least, by less than a sentence
};

/// JSON texts without line breaks. Each is allowed by the sample agreement and nothing withheld stands in its summary.
[[nodiscard]] std::vector<std::string> sample_events(registers::SchoolRegister const& schools, EventPlan const& plan);

}  // namespace micklegate::bench
