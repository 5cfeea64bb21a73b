#include "gateway/agency/audit_search.hpp"

#include "gateway/base/percent.hpp"
#include "gateway/json/fields.hpp"

namespace micklegate::agency {
namespace {

using boost::json::object;

object filters_object(AuditFilters const& filters)
{
    object out;
    for (auto const& [name, text] : filters.texts)
        out[name] = text;
    if (filters.person) {
        object person = person_object(filters.person->person);
        person["agency"] = filters.person->agency;
        out["person"] = std::move(person);
    }
    if (filters.subject)
        out["subject"] = *filters.subject;
    return out;
}

Result<AuditPage> page_of(Result<object> const& answer, std::uint64_t search)
{
    if (!answer)
        return answer.error();
    AuditPage page;
    page.search =
        static_cast<std::uint64_t>(json::whole_number_at(*answer, "search", static_cast<std::int64_t>(search)));
    for (boost::json::value const& entry : json::array_at(*answer, "entries"))
        if (entry.is_object())
            page.entries.push_back(entry.get_object());
    for (boost::json::value const& name : json::array_at(*answer, "unknown"))
        if (name.is_string())
            page.unknown.emplace_back(name.get_string());
    page.next = json::text_at(*answer, "next");
    return page;
}

}  // namespace

object AuditOccasion::body() const
{
    object out{{"by", person_object(by)}, {"purpose", purpose}};
    if (!reason.empty())
        out["reason"] = reason;
    return out;
}

gateway_client::Headers AuditOccasion::headers() const
{
    return {{"Micklegate-Acting-Name", percent_encoded(by.name)}, {"Micklegate-Acting-Role", percent_encoded(by.role)}};
}

Result<AuditPage> start_search(GatewaySession& session, AuditOccasion const& occasion, AuditFilters const& filters)
{
    object body = occasion.body();
    body["filters"] = filters_object(filters);
    return page_of(session.post("/v1/audit/searches", body), 0);
}

Result<AuditPage> continue_search(GatewaySession& session, AuditPage const& page)
{
    return page_of(session.get("/v1/audit/entries?search=" + std::to_string(page.search) + "&cursor=" + page.next),
                   page.search);
}

}  // namespace micklegate::agency
