// --by and --reason of the commands with which a person decides something.
#pragma once

#include "gateway/agency/person.hpp"
#include "gateway/app/commands/reason_option.hpp"

namespace micklegate::app {

struct Decision {
    agency::Person by;
    std::string reason;

    /// {"by":…,"reason":…}: how the body of every such request begins.
    [[nodiscard]] boost::json::object body() const
    {
        boost::json::object out;
        out["by"] = agency::person_object(by);
        out["reason"] = reason;
        return out;
    }
};

/// `why` as add_reason_option() takes it.
inline void add_decision_options(CLI::App& app, Decision& decision, std::string const& why)
{
    add_readable(app, "--by", decision.by, agency::parse_person, "Who decides: \"Name, role\"")->required();
    add_reason_option(app, decision.reason, why);
}

}  // namespace micklegate::app
