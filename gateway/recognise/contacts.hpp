// Telephone numbers and e-mail addresses: that somebody could be reached there, not that anybody is.
#pragma once

#include "gateway/recognise/shapes.hpp"

namespace micklegate::recognise {

/// British with 0, +44 or 0044, or international with + (ITU-T E.164); spaces, hyphens and brackets as people write
/// them.
[[nodiscard]] Fault phone_fault(std::string_view value);
/// +441632960001
[[nodiscard]] std::string normal_phone(std::string_view value);

/// RFC 5321 without quoting and address literals, at most 254 characters.
[[nodiscard]] Fault email_fault(std::string_view value);
/// In lower case: no provider of note tells two people by the case of a letter.
[[nodiscard]] std::string normal_email(std::string_view value);

}  // namespace micklegate::recognise
