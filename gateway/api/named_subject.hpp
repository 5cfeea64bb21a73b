// A subject as people name one: a message type and its subject fields, as a message about them would have them.
#pragma once

#include "gateway/api/services.hpp"
#include "gateway/json/record_reader.hpp"

namespace micklegate::api {

struct NamedSubject {
    MessageType type;
    boost::json::object data;
};

/// {"subject":{"type":…,"data":{…}}}. Ask before the reader's finish(), which is for the caller to call.
[[nodiscard]] Result<NamedSubject> read_subject(json::RecordReader& reader);

/// The pseudonym under which the log knows the subject; nothing where it knows none, or not any more. kInvalidValue
/// names the members that the type asks for, and nothing of what was sent.
[[nodiscard]] Result<std::optional<std::string>> pseudonym_of(NamedSubject const& subject, Services const& services);

}  // namespace micklegate::api
