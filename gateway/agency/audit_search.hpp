// An auditor's search of the log, as the gateway is asked for it: who asks and why, what for, and page after page.
#pragma once

#include "gateway/agency/gateway_session.hpp"
#include "gateway/agency/person.hpp"

#include <map>
#include <optional>

namespace micklegate::agency {

/// Each that is not empty must hold. Names as the log has them; people and subjects in clear, which the gateway turns
/// into the pseudonyms that the log knows.
struct AuditFilters {
    struct Actor {
        std::string agency;
        Person person;
    };
    std::map<std::string, std::string> texts;  ///< by name: agency, recipient, type, rule, agreement, outcome, …
    std::optional<Actor> person;
    std::optional<boost::json::object> subject;  ///< {"type":…,"data":{…}}: of a message that would be about them

    [[nodiscard]] bool empty() const noexcept { return texts.empty() && !person && !subject; }
};

/// Who asks the log something, and for which of the purposes that it may be used for.
struct AuditOccasion {
    Person by;
    std::string purpose;
    std::string reason;  ///< empty where none was given

    /// {"by":…,"purpose":…,"reason":…}: how the body of every such request begins.
    [[nodiscard]] boost::json::object body() const;
    /// The same of a request without a body: who asks, and in the query what for. The reason is not part of it.
    [[nodiscard]] gateway_client::Headers headers() const;
    [[nodiscard]] std::string query() const { return "purpose=" + purpose; }
};

struct AuditPage {
    std::uint64_t search = 0;                  ///< the entry that records the search
    std::vector<boost::json::object> entries;  ///< newest first, each with its `index`
    std::vector<std::string> unknown;          ///< filters that no entry fits; on the first page
    std::string next;                          ///< where the following page begins; empty on the last
};

/// The first page. The gateway records the search before it shows anything.
[[nodiscard]] Result<AuditPage> start_search(GatewaySession& session, AuditOccasion const& occasion,
                                             AuditFilters const& filters);
[[nodiscard]] Result<AuditPage> continue_search(GatewaySession& session, AuditPage const& page);

}  // namespace micklegate::agency
