// One case: each order, change and statement of service in it becomes what police are told, one message per respondent.
#pragma once

#include "gateway/base/result.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace micklegate::courts {

struct Told {
    std::string type;       ///< of the message; empty of what is none
    std::string order_ref;  ///< the order it is about; empty where it cannot be made out
    /// The data of the message; empty of what police need not be told; or why it is none, as a FieldFault.
    Result<boost::json::object> data;

    [[nodiscard]] bool skipped() const { return data && data->empty(); }
};

struct CourtCase {
    std::string number;  ///< empty where it is no case number
    std::vector<Told> told;
};

/// `case_data` as CCD exports it. What is at fault in the case itself leaves one Told, which says so; what is at fault
/// in an order or a statement leaves the others as they are. No fault quotes a value.
[[nodiscard]] CourtCase read_case(boost::json::object const& case_data);

}  // namespace micklegate::courts
