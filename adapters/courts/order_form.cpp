#include "adapters/courts/order_form.hpp"

#include "gateway/base/london_time.hpp"

#include <array>

namespace micklegate::courts {

Form form_of(CcdFields const& order)
{
    struct Known {
        std::string_view code;
        std::string_view label;
        Form form;
    };
    constexpr std::array kForms{Known{"nonMolestation", "(FL404A)", Form::kOrder},
                                Known{"amendDischargedVaried", "varied order (FL404B)", Form::kChange},
                                Known{"occupation", "(FL404)", Form::kByHand},
                                Known{"powerOfArrest", "(FL406)", Form::kByHand},
                                Known{"blank", "Blank order (FL404B)", Form::kByHand},
                                Known{"generalForm", "(N117)", Form::kByHand}};
    std::string const code = order.text_if("orderType");
    std::string const label = order.text_if("orderTypeId");
    for (Known const& each : kForms)
        if (code == each.code || code.ends_with(each.label) || label.ends_with(each.label))
            return each.form;
    return Form::kOther;
}

std::tuple<Moment, bool, Moment> order_of_making(CcdElement const& element)
{
    CcdFields::Fault ignored;
    CcdFields const order = element.value.with(ignored);
    auto const recorded = parse_rfc3339_or_london(order.text_if("dateCreated"));
    return {done_at(order), form_of(order) != Form::kOrder, recorded ? *recorded : Moment{}};
}

}  // namespace micklegate::courts
