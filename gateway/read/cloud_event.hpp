// Step 2 of the road: CloudEvents 1.0 JSON in, or a problem that names the field. Untrusted bytes end here.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/model/event.hpp"
#include "gateway/model/limits.hpp"

#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace micklegate::read {

/// How a body holds its events: structured mode, batch mode, or one structured event per line.
enum class Framing { kSingle, kBatch, kLines };

/// From a media type such as "application/cloudevents+json; charset=utf-8"; kUnsupportedMediaType otherwise.
[[nodiscard]] Result<Framing> framing_of(std::string_view content_type);

/// An event, and the canonical text of everything the sender said, by which a repeat is told from a reuse of its id.
struct ReadEvent {
    Event event;
    std::string canonical;
};

/// One place in the body: an event, or why there is none. `id` is the event's id where it could be read.
struct Place {
    std::string id;
    Result<ReadEvent> event;
};

[[nodiscard]] Result<ReadEvent> read_event(boost::json::value value, Limits const& limits);

/// The places of a body in order; a bad event spoils only its own place, except where the JSON of a batch is itself
/// broken.
[[nodiscard]] Result<std::vector<Place>> read_body(Framing framing, std::string_view body, Limits const& limits);

}  // namespace micklegate::read
