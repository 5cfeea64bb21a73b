// Reads policies/messages/*.json into the catalogue, strictly.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/recognise/message_spec.hpp"

namespace micklegate::recognise {

/// `file` names the source in problems; `text` is one message type's file. Every property needs a title and a known
/// x-class, additionalProperties must be false, and each example must validate and pass its checks.
[[nodiscard]] Result<MessageSpec> load_message_spec(std::string_view file, std::string_view text);

}  // namespace micklegate::recognise
