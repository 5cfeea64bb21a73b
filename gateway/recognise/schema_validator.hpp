// JSON Schema draft-07 over a message's data (valijson behind it).
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/recognise/message_spec.hpp"

#include <boost/json/object.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace micklegate::recognise {

/// "format" is left to our own checks. Refused, with the pointer of the key: "pattern" and "patternProperties", because
/// a backtracking expression over a stranger's text can be made to take for ever, and a named check stands for each;
/// "$ref" and "definitions", because a reference can lead into itself. Any other fault is read after the file's name.
[[nodiscard]] Result<std::shared_ptr<Validator const>> compile_schema(boost::json::object const& schema);

struct SchemaFaults {
    std::string code;  ///< missing_mandatory, unknown_field or invalid_value: of the first fault in that order
    std::vector<FieldFault> errors;
};

/// Empty where `data` fits. Pointers begin with "/data". `data` is the same before and after; it is lent to the
/// library, which wants a value, without a copy.
[[nodiscard]] std::optional<SchemaFaults> schema_faults(Validator const& validator, boost::json::object& data);

}  // namespace micklegate::recognise
