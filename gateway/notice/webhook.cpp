#include "gateway/notice/webhook.hpp"

#include "gateway/json/canonical_json.hpp"

#include <boost/json/object.hpp>

namespace micklegate::notice {

SignedEvent signed_event(Waiting const& waiting, std::string const& id, std::string_view source, Moment now,
                         crypto::SigningKey const& key)
{
    boost::json::object event;
    event["specversion"] = "1.0";
    event["id"] = id;
    event["source"] = source;
    event["type"] = "org.micklegate.waiting";
    event["time"] = rfc3339(now);
    event["datacontenttype"] = "application/json";
    event["data"] =
        boost::json::object{{"agency", waiting.agency.get()}, {"waiting", waiting.messages}, {"late", waiting.late}};

    SignedEvent out;
    out.body = json::canonical(event);
    std::string const seconds =
        std::to_string(std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
    crypto::Signature const signature = key.sign(as_bytes(id + "." + seconds + "." + out.body));
    out.headers = {"content-type: application/cloudevents+json; charset=utf-8", "webhook-id: " + id,
                   "webhook-timestamp: " + seconds, "webhook-signature: v1a," + base64(signature)};
    return out;
}

std::string public_key_text(crypto::VerifyKey const& key) { return "whpk_" + base64(key); }

}  // namespace micklegate::notice
