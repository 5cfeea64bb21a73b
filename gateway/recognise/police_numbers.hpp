// Numbers of the Police National Computer: of a person, and of their fingerprints at the Criminal Records Office.
#pragma once

#include "gateway/recognise/shapes.hpp"

namespace micklegate::recognise {

/// 2008/0056560Z: year, serial, check letter; also with two digits of the year, fewer zeros or no slash.
[[nodiscard]] Fault pncid_fault(std::string_view value);
/// Of a sound one, with two digits of the year: its check letter covers no more, and no clock is needed to tell 1981
/// from 2081.
[[nodiscard]] std::string normal_pncid(std::string_view value);

/// 265416/21G: serial, year, check letter; or SF05/482703J, of a file without fingerprints.
[[nodiscard]] Fault cro_fault(std::string_view value);
[[nodiscard]] std::string normal_cro(std::string_view value);

}  // namespace micklegate::recognise
