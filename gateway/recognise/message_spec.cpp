#include "gateway/recognise/message_spec.hpp"

#include <algorithm>

namespace micklegate::recognise {

FieldSpec const* MessageSpec::field(std::string_view name) const noexcept
{
    auto const found =
        std::find_if(fields.begin(), fields.end(), [name](FieldSpec const& spec) { return spec.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

}  // namespace micklegate::recognise
