// What a measurement found, for a person and for a program.
#pragma once

#include "gateway/bench/measure.hpp"
#include "gateway/terminal/console.hpp"

#include <boost/json/object.hpp>

namespace micklegate::app {

[[nodiscard]] boost::json::object report_object(bench::Plan const& plan, bench::Report const& report);
void print_report(bench::Plan const& plan, bench::Report const& report, terminal::Console& console);

}  // namespace micklegate::app
