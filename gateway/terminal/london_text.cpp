#include "gateway/terminal/london_text.hpp"

namespace micklegate::terminal {

std::string london_text(std::string_view rfc3339)
{
    Result<Moment> const moment = parse_rfc3339(rfc3339);
    return moment ? london_text(*moment) : std::string{};
}

}  // namespace micklegate::terminal
