// What a person decides or asks for, as the body of a request says it: who, why, and whatever else the resource takes.
#pragma once

#include "gateway/json/record_reader.hpp"
#include "gateway/receive/http.hpp"

#include <functional>

namespace micklegate::api {

struct Decision {
    std::string person;  ///< name and role
    std::string reason;  ///< free text, which may hold personal data; empty where none was given
};

enum class Reason { kRequired, kOptional, kNone };

/// Takes the rest of the object; what it makes of it is looked at once the object as a whole is sound.
using ReadRest = std::function<void(json::RecordReader&)>;

/// {"by":{"name":…,"role":…},"reason":…} and what `rest` takes of the same object. The first fault of these: no JSON
/// (kUnsupportedMediaType), a field that is missing, mistyped or not asked for, who, why.
[[nodiscard]] Result<Decision> read_decision(receive::HttpRequest const& request, Reason reason, ReadRest const& rest,
                                             json::Bounds const& bounds = {});

}  // namespace micklegate::api
