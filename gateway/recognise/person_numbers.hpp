// Numbers that a person has at a school, in the health service, in prison and on probation.
#pragma once

#include "gateway/recognise/shapes.hpp"

namespace micklegate::recognise {

/// Unique pupil number: a check letter, eleven digits, and a digit or, in a temporary one, a letter.
[[nodiscard]] Fault upn_fault(std::string_view value);

/// 943 476 5919: ten digits, spaced or not, the last a check digit.
[[nodiscard]] Fault nhs_number_fault(std::string_view value);
[[nodiscard]] std::string normal_nhs_number(std::string_view value);

/// A1234BC (NOMIS); no check digit is known.
[[nodiscard]] Fault prisoner_number_fault(std::string_view value);
/// 12345A: one stay in prison.
[[nodiscard]] Fault booking_number_fault(std::string_view value);
/// X123456: case reference number of probation.
[[nodiscard]] Fault crn_fault(std::string_view value);

}  // namespace micklegate::recognise
