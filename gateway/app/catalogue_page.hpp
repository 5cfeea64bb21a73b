// docs/catalogue.md: every pathway of a policy set as a page for people, written from the data alone.
#pragma once

#include "gateway/policy/policy_set.hpp"

namespace micklegate::app {

/// Markdown: a table of all message types by row of the catalogue, then for each its rules, its fields and who is shown
/// which. The same set always gives the same bytes.
[[nodiscard]] std::string catalogue_page(policy::PolicySet const& policy);

}  // namespace micklegate::app
