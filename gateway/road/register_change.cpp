#include "gateway/road/register_change.hpp"

#include "gateway/history/people.hpp"
#include "gateway/history/reference.hpp"

namespace micklegate::road {

std::optional<history::Change> register_change(recognise::Message const& message, minimise::Release const& release,
                                               policy::RegisterSpecs const& registers)
{
    if (!message.spec->in_register)
        return std::nullopt;
    recognise::RegisterUse const& use = *message.spec->in_register;
    policy::RegisterSpec const& spec = registers.at(use.name);
    history::Change change{use.name, use.change, {}, {}, {}};
    change.records.push_back(history::reference(*message.spec, message.event.data, use.record_fields));
    if (std::string also = history::reference(*message.spec, message.event.data, use.also_fields);
        !also.empty() && also != change.records.front())
        change.records.push_back(std::move(also));
    for (auto const& field : release.data)
        if (spec.keep.contains(std::string{field.key()}))
            change.fields.emplace(field.key(), field.value());
    change.tokens = history::tokens_in(spec, change.fields);
    return change;
}

}  // namespace micklegate::road
