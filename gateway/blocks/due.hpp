// What is to be asked of whom now, so that a block is held where its prisoner is.
#pragma once

#include "gateway/blocks/course.hpp"

namespace micklegate::blocks {

/// `state` holds what was computed of the same course: number, custody, review and monitoring.
[[nodiscard]] std::vector<Due> due_at(Course const& course, BlockState const& state,
                                      std::span<Movement const> movements, Moment moment, Terms const& terms);

}  // namespace micklegate::blocks
