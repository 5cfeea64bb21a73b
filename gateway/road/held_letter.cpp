#include "gateway/road/held_letter.hpp"

#include "gateway/read/cloud_event.hpp"
#include "gateway/seal/seal.hpp"

#include <limits>

namespace micklegate::road {
namespace {

/// Written back with its recipient and in our spelling of a time, an event at the limit is a little longer than it
/// came.
Limits unlimited()
{
    Limits limits;
    limits.message_bytes = std::numeric_limits<std::size_t>::max();
    limits.attribute_bytes = limits.message_bytes;
    return limits;
}

}  // namespace

Result<Event> event_of_letter(commit::Entry const& held, boost::json::object content)
{
    auto opened = seal::shown(std::move(content));
    if (!opened)
        return opened.error();
    if (opened->commitment != held.content)
        return field_problem(ProblemCode::kInvalidValue, "/content", "is not what was sealed to the duty desk",
                             "Fetch the message again and send what it holds, unchanged.");
    auto* const event = opened->body.if_contains("event");
    auto* const data = opened->body.if_contains("data");
    if (event == nullptr || !event->is_object() || data == nullptr)
        return field_problem(ProblemCode::kInvalidValue, "/content", "does not say which event was held",
                             "Return the message, so that its sender sends it again.");
    event->get_object()["data"] = std::move(*data);
    auto read = read::read_event(std::move(*event), unlimited());
    if (!read)
        return read.error();
    return std::move(read->event);
}

}  // namespace micklegate::road
