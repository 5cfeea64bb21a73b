// The night's export of a police force, translated: each row of the CSV becomes one encompass.notification.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/model/ids.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace micklegate::police {

struct NightRow {
    std::size_t number = 0;  ///< from 1 below the header, line breaks inside cells not counted
    std::string incident_ref;
    std::string child_ref;
    Result<boost::json::object> event;  ///< a CloudEvent, or why the row is none; a bad row spoils only itself
};

/// Columns stand in any order; one that is unknown, missing or there twice is a problem of the whole file, because what
/// the export lost may be just the address that must not leak. Empty cells are left out. Whether values make sense is
/// for the gateway to say.
[[nodiscard]] Result<std::vector<NightRow>> read_night(std::string_view csv, AgencyId const& force);

}  // namespace micklegate::police
