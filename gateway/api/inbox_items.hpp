// One page of a mailbox as JSON: what waits, since when, until when, and how far it got. No content.
#pragma once

#include "gateway/commit/ledger.hpp"

#include <boost/json/array.hpp>

namespace micklegate::api {

struct InboxPage {
    boost::json::array items;
    std::optional<Sequence> next;  ///< cursor for the page after this one; empty when this page is
};

[[nodiscard]] Result<InboxPage> inbox_page(commit::Ledger const& ledger, AgencyId const& agency,
                                           std::optional<Sequence> after, std::size_t limit);

}  // namespace micklegate::api
