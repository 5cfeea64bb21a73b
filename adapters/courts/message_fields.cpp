#include "adapters/courts/message_fields.hpp"

namespace micklegate::courts {

void keep(boost::json::object& data, std::string_view field, std::string text)
{
    if (!text.empty())
        data[field] = std::move(text);
}

void keep(boost::json::object& data, std::string_view field, std::optional<Moment> moment)
{
    if (moment)
        data[field] = rfc3339(*moment);
}

void add_text(boost::json::object& data, CcdFields const& order, Version const& version)
{
    CcdFields const form = order.inside("fl404CustomFields");
    std::string const notice = form.text("fl404bIsNoticeGiven");
    if (!notice.empty() && notice != "WithNotice" && notice != "WithoutNotice")
        form.fail("fl404bIsNoticeGiven", "is neither WithNotice nor WithoutNotice");
    data["notice"] = notice == "WithNotice" ? "with" : "without";
    data["sealed"] = !order.yes("doesOrderDocumentNeedSeal");
    if (version.ending) {
        data["end_kind"] = version.ending->kind;
        keep(data, "ends_at", version.ending->at);
    }
    keep(data, "return_hearing_at", next_hearing(form));
    data["terms"] = version.terms;
    if (!form.no("fl404bMentionedProperty"))
        keep(data, "property_address", form.text_if("fl404bAddressOfProperty"));
}

}  // namespace micklegate::courts
