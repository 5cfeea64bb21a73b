// Numbers of incidents and of court cases.
#pragma once

#include "gateway/recognise/shapes.hpp"

namespace micklegate::recognise {

/// North Yorkshire Police: force 12, two digits of the year, seven of the serial.
[[nodiscard]] Fault police_reference_fault(std::string_view value);

/// YO24F00123: court, year, kind of case, serial (FamilyMan).
[[nodiscard]] Fault family_case_number_fault(std::string_view value);

/// Sixteen digits, in fours with hyphens or spaces or without, the last a check digit (HMCTS Core Case Data).
[[nodiscard]] Fault ccd_reference_fault(std::string_view value);
[[nodiscard]] std::string normal_ccd_reference(std::string_view value);

}  // namespace micklegate::recognise
