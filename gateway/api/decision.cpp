#include "gateway/api/decision.hpp"

#include "gateway/api/named_person.hpp"

namespace micklegate::api {

Result<Decision> read_decision(receive::HttpRequest const& request, Reason reason, ReadRest const& rest,
                               json::Bounds const& bounds)
{
    if (request.content_type != "application/json")
        return problem(ProblemCode::kUnsupportedMediaType, "What a person decides or asks for is JSON.",
                       "Use application/json.");
    json::RecordReader reader{request.body, bounds};
    auto person = read_person(reader);
    bool const explained = reason == Reason::kRequired || (reason == Reason::kOptional && reader.has("reason"));
    Decision decision;
    if (explained)
        decision.reason = reader.text("reason");
    rest(reader);
    if (auto const sound = reader.finish(); !sound)
        return sound.error();
    if (!person)
        return person.error();
    if (auto const sound = explained ? check_reason(decision.reason) : Result<void>{}; !sound)
        return sound.error();
    decision.person = *std::move(person);
    return decision;
}

}  // namespace micklegate::api
