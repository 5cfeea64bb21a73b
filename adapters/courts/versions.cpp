#include "adapters/courts/versions.hpp"

#include <algorithm>

namespace micklegate::courts {

std::optional<Version> Versions::named(CcdFields const& notice) const
{
    std::string const name = notice.text_if("order");
    auto const fits = [&](Version const& each) { return name.empty() || each.element == name; };
    auto const found = std::ranges::find_if(versions_, fits);
    if (found == versions_.end()) {
        notice.fail("order", "is no order of the case that can be read");
        return std::nullopt;
    }
    auto const is_another = [&](Version const& each) { return each.order != found->order; };
    if (name.empty() && (has_others_ || std::ranges::any_of(versions_, is_another))) {
        notice.fail("order", "is missing, and the case has more than one order");
        return std::nullopt;
    }
    return *found;
}

std::optional<Version> Versions::changed_by(CcdFields const& notice) const
{
    auto version = named(notice);
    for (Version const& each : versions_)
        if (version && each.order == version->order)
            version = each;
    return version;
}

std::optional<Version> Versions::served_with(CcdFields const& notice, Moment at) const
{
    auto version = named(notice);
    if (notice.has("order"))
        return version;
    for (Version const& each : versions_)
        if (version && each.from <= at)
            version = each;
    return version;
}

}  // namespace micklegate::courts
