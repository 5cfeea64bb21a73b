#include "gateway/orders/phrases.hpp"

#include "gateway/base/london_text.hpp"

namespace micklegate::orders {

std::string when(Moment moment)
{
    bool const midnight = london_time_of_day(moment) == std::chrono::minutes{0};
    return london_text_with_zone(moment) + (midnight ? " (as that day begins)" : "");
}

std::string how_known(Told const& how)
{
    if (how.way == Told::Way::kServed) {
        switch (how.method) {
        case Told::Method::kInPerson: return "served in person";
        case Told::Method::kInCustody: return "served in custody";
        case Told::Method::kInCourt: return "served in court";
        default: return "served as the court had directed";
        }
    }
    switch (how.method) {
    case Told::Method::kInCourt: return "told of it in court";
    case Told::Method::kTelephone: return "told of it by telephone";
    case Told::Method::kVideo: return "told of it by video";
    case Told::Method::kMessage: return "told of it by message";
    default: return "told of it";
    }
}

std::string why_it_failed(ServiceFailed::Because because)
{
    switch (because) {
    case ServiceFailed::Because::kNotSaid: break;
    case ServiceFailed::Because::kNotFound: return ": the respondent was not found";
    case ServiceFailed::Because::kEvading: return ": the respondent avoids it";
    case ServiceFailed::Because::kAbroad: return ": the respondent is abroad";
    case ServiceFailed::Because::kNoFixedAbode: return ": the respondent has no fixed abode";
    case ServiceFailed::Because::kUnsafe: return ": it was not safe to approach the respondent";
    case ServiceFailed::Because::kWrongDetails: return ": it is in doubt who or where the respondent is";
    }
    return {};
}

std::string how_it_ended(Discharged::As as)
{
    switch (as) {
    case Discharged::As::kSetAside: return "The court set it aside on ";
    case Discharged::As::kNotContinued: return "The court did not continue it on ";
    case Discharged::As::kDischarged: break;
    }
    return "The court discharged it on ";
}

}  // namespace micklegate::orders
