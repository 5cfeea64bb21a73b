#include "gateway/minimise/minimise.hpp"

#include "gateway/minimise/leak_guard.hpp"

#include <algorithm>

namespace micklegate::minimise {
namespace {

Stop held(Leak const& leak, decide::Decision const& decision)
{
    bool const known = leak.source == Leak::Source::kElsewhere;
    std::string const what =
        known ? "What is known about the same people from elsewhere (" : "What the agreement withholds (";
    return Stop{Stop::Kind::kHeld,
                known ? "known_value_in_text" : "withheld_value_in_text",
                what + leak.withheld + ") appears in a field it releases (" + leak.released_field + ").",
                {FieldFault{"/" + leak.released_field, "holds a value of " + leak.withheld}},
                decision.agreement->name + "/" + decision.rule->name};
}

}  // namespace

Passed<Release> minimise(recognise::Message const& message, decide::Decision const& decision)
{
    Release release;
    boost::json::object withheld;
    for (auto const& [name, value] : message.event.data) {
        bool const goes = decision.rule->release.contains(std::string{name});
        (goes ? release.data : withheld).emplace(name, value);
        (goes ? release.released : release.withheld).emplace_back(name);
    }
    std::sort(release.released.begin(), release.released.end());
    std::sort(release.withheld.begin(), release.withheld.end());

    if (auto const leak = find_leak(*message.spec, release.data, withheld))
        return held(*leak, decision);
    return release;
}

}  // namespace micklegate::minimise
