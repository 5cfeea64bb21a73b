// Reads policies/messages/*.json into the catalogue, strictly.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/recognise/message_spec.hpp"

namespace micklegate::recognise {

/// `file` names the source in problems; `text` is one message type's file. Every property needs a title and a known
/// x-class, every text and list an end, additionalProperties must be false, x-message must be complete, and each
/// example must validate and pass its checks. A fault begins with "file:line:column: " and says what was expected
/// there.
[[nodiscard]] Result<MessageSpec> load_message_spec(std::string_view file, std::string_view text);

}  // namespace micklegate::recognise
