// A message type small enough to read, for the tests of this folder.
#pragma once

#include "gateway/recognise/load_catalogue.hpp"

#include <boost/json/parse.hpp>

#include <string>

namespace micklegate::recognise {

inline std::string const kNoticeFile = R"({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "urn:micklegate:message:test.notice",
  "title": "Notice",
  "type": "object",
  "additionalProperties": false,
  "x-message": {
    "version": 3,
    "row": 1,
    "senders": ["police"],
    "recipients": ["school", "la_childrens"],
    "completes": "opened",
    "states": ["delivered", "opened", "rejected"],
    "rejections": ["not_on_roll", "wrong_area"],
    "subject": ["child_upn", "forename", "surname", "dob"],
    "follows": "earlier", "effect": "corrects",
    "people": [{"role": "child", "name": ["forename", "surname"], "birth": "dob"}],
    "links": ["incident_ref"]
  },
  "x-recipient": {"by": "school", "name": "school_name", "urn": "school_urn", "postcode": "school_postcode", "birth_date": "dob",
                  "on": "occurred_at", "area_if": "home_educated", "area_postcode": "postcode"},
  "required": ["occurred_at", "surname", "dob", "home_educated"],
  "properties": {
    "occurred_at": {"title": "When it happened", "type": "string", "maxLength": 40, "x-class": "administrative", "x-check": "date-time", "x-not-after": "now"},
    "postcode": {"title": "Where", "type": "string", "maxLength": 10, "x-class": "address_victim", "x-check": "postcode"},
    "risk": {"title": "Risk", "type": "string", "maxLength": 8, "enum": ["standard", "high"], "x-class": "risk_assessment"},
    "forename": {"title": "Forename", "type": "string", "maxLength": 10, "x-class": "identity"},
    "surname": {"title": "Surname", "type": "string", "minLength": 1, "maxLength": 20, "x-class": "identity"},
    "dob": {"title": "Date of birth", "type": "string", "maxLength": 20, "format": "date", "x-class": "identity", "x-check": "date", "x-not-after": "occurred_at"},
    "child_upn": {"title": "Pupil number", "type": "string", "maxLength": 20, "x-class": "identity", "x-check": "upn"},
    "seen_on": {"title": "Seen on", "type": "string", "maxLength": 20, "x-class": "administrative", "x-check": "date", "x-not-after": "now"},
    "school_name": {"title": "School", "type": "string", "maxLength": 80, "x-class": "routing"},
    "school_urn": {"title": "School's number", "type": "string", "maxLength": 20, "x-class": "routing", "x-check": "urn"},
    "school_postcode": {"title": "School's postcode", "type": "string", "maxLength": 20, "x-class": "routing", "x-check": "postcode"},
    "home_educated": {"title": "Home-educated", "type": "boolean", "x-class": "routing"},
    "earlier": {"title": "Earlier notice", "type": "string", "maxLength": 36, "x-class": "administrative", "x-check": "uuid"},
    "incident_ref": {"title": "Incident", "type": "string", "maxLength": 20, "x-class": "administrative", "x-check": "police_reference"},
    "score": {"title": "Score", "type": "integer", "minimum": 0, "maximum": 10, "x-class": "administrative"},
    "visits": {"title": "Visits", "type": "array", "maxItems": 2, "x-class": "administrative",
               "items": {"type": "object", "additionalProperties": false, "required": ["by"], "properties": {"by": {"title": "By whom", "type": "string", "maxLength": 20}}}}
  },
  "examples": [{"occurred_at": "2026-11-21T19:37:00+00:00", "surname": "Hodgson", "dob": "2020-07-09", "home_educated": false}]
})";

inline MessageSpec notice_spec() { return load_message_spec("messages/test.notice.json", kNoticeFile).value(); }

inline boost::json::object data_of(std::string const& text) { return boost::json::parse(text).as_object(); }

/// Data that fits, with `more` members (each ending in a comma) in front.
inline boost::json::object notice_data(std::string const& more = {})
{
    return data_of(
        "{" + more +
        R"("occurred_at":"2026-11-21T19:37:00+00:00","surname":"Hodgson","dob":"2020-07-09","home_educated":false})");
}

}  // namespace micklegate::recognise
