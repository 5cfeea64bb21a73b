#include "gateway/history/reference.hpp"

#include "gateway/json/fields.hpp"
#include "gateway/model/fold.hpp"
#include "gateway/recognise/identifiers.hpp"

namespace micklegate::history {

std::string reference(recognise::MessageSpec const& spec, boost::json::object const& data,
                      std::vector<std::string> const& fields)
{
    std::string whole;
    for (std::string const& name : fields) {
        recognise::FieldSpec const* const field = spec.field(name);
        std::string const check = field == nullptr ? std::string{} : field->check;
        std::string const part = fold(recognise::normal_form(check, json::text_at(data, name)));
        if (part.empty())
            return {};
        whole += whole.empty() ? part : "\n" + part;
    }
    return whole;
}

}  // namespace micklegate::history
