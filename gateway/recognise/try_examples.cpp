#include "gateway/recognise/try_examples.hpp"

#include "gateway/recognise/check_values.hpp"
#include "gateway/recognise/schema_validator.hpp"

namespace micklegate::recognise {
namespace {

/// A fault of the data, whose pointers begin with "/data", at its place in the example.
void refuse_example(SpecReader& reader, std::string const& example, FieldFault const& fault)
{
    reader.refuse(example + fault.pointer.substr(std::string_view{"/data"}.size()), fault.detail);
}

void try_example(SpecReader& reader, MessageSpec const& spec, boost::json::object data, std::string const& pointer)
{
    if (auto const faults = schema_faults(*spec.validator, data))
        return refuse_example(reader, pointer, faults->errors.front());
    ValueFaults const faults = check_values(spec, data, std::nullopt);
    for (auto const* const list : {&faults.impossible, &faults.unproven})
        if (!list->empty())
            return refuse_example(reader, pointer, list->front());
}

}  // namespace

void try_examples(SpecReader& reader, MessageSpec const& spec)
{
    auto const& examples = reader.array_at(spec.schema, "examples", "");
    if (examples.empty())
        return reader.refuse("/examples", "must hold at least one example");
    for (std::size_t i = 0; i < examples.size(); ++i) {
        std::string const pointer = inner("/examples", i);
        if (auto const* const example = examples[i].if_object())
            try_example(reader, spec, *example, pointer);
        else
            reader.refuse(pointer, "must be an object");
    }
}

}  // namespace micklegate::recognise
