#include "gateway/minimise/minimise.hpp"

#include "gateway/guard/leak_guard.hpp"

#include <algorithm>

namespace micklegate::minimise {
namespace {

Stop held(std::string code, std::string why, FieldFault fault, decide::Decision const& decision)
{
    return Stop{Stop::Kind::kHeld,
                std::move(code),
                std::move(why),
                {std::move(fault)},
                policy::full_name(*decision.agreement, *decision.rule)};
}

Stop held(guard::Leak const& leak, decide::Decision const& decision)
{
    return held("withheld_value_in_text",
                "What the agreement withholds (" + leak.withheld + ") appears in a field it releases (" +
                    leak.released_field + ").",
                {"/" + leak.released_field, "holds a value of " + leak.withheld}, decision);
}

Stop held(guard::KnownLeak const& leak, decide::Decision const& decision)
{
    return held("known_value_in_text",
                "A field that the agreement releases (" + leak.released_field +
                    ") may tell what this recipient is not to know about the same people.",
                {"/" + leak.released_field, "may hold what the recipient is not to know"}, decision);
}

}  // namespace

Release cut_down(recognise::Message const& message, decide::Decision const& decision)
{
    Release release;
    for (auto const& [name, value] : message.event.data) {
        bool const goes = decision.rule->release.contains(std::string{name});
        if (goes)
            release.data.emplace(name, value);
        (goes ? release.released : release.withheld).emplace_back(name);
    }
    std::sort(release.released.begin(), release.released.end());
    std::sort(release.withheld.begin(), release.withheld.end());
    return release;
}

Passed<Release> minimise(recognise::Message const& message, decide::Decision const& decision, Beyond const& beyond)
{
    Release release = cut_down(message, decision);
    boost::json::object withheld;
    for (std::string const& name : release.withheld)
        withheld.emplace(name, message.event.data.at(name));

    guard::ReleasedText const text{*message.spec, release.data};
    if (auto const leak = guard::find_leak(*message.spec, text, withheld))
        return held(*leak, decision);
    for (Known const& under : beyond.known)
        if (auto const leak = guard::find_known(text, under.marks, *under.key))
            return held(*leak, decision);
    if (auto const field = beyond.prisons ? guard::find_prison(text) : std::nullopt)
        return held("prison_in_text",
                    "A field that the agreement releases (" + *field +
                        ") names a prison, and this recipient must never learn where anybody is held.",
                    {"/" + *field, "names a prison"}, decision);
    return release;
}

}  // namespace micklegate::minimise
