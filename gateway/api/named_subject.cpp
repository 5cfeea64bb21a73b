#include "gateway/api/named_subject.hpp"

#include "gateway/base/joined.hpp"
#include "gateway/recognise/recognise.hpp"

#include <algorithm>

namespace micklegate::api {
namespace {

Problem not_a_subject(std::vector<std::string> const& fields)
{
    return field_problem(ProblemCode::kInvalidValue, "/subject/data",
                         "must hold texts that name the subject as a message of this type does, in: " + joined(fields));
}

bool holds_only(boost::json::object const& data, std::vector<std::string> const& fields)
{
    return std::ranges::all_of(data, [&](boost::json::key_value_pair const& member) {
        return member.value().is_string() && std::ranges::find(fields, member.key()) != fields.end();
    });
}

}  // namespace

Result<NamedSubject> read_subject(json::RecordReader& reader)
{
    json::RecordReader subject = reader.record("subject");
    NamedSubject named{MessageType{subject.text("type")}, subject.object("data")};
    if (auto const sound = subject.finish(); !sound)
        return sound.error();
    return named;
}

Result<std::optional<std::string>> pseudonym_of(NamedSubject const& subject, Services const& services)
{
    road::Setup const setup = services.setup();
    auto const spec = setup.policy->catalogue.find(subject.type);
    if (spec == setup.policy->catalogue.end() || spec->second.subject_fields.empty())
        return field_problem(ProblemCode::kInvalidValue, "/subject/type",
                             "must be a message type of the catalogue that is about somebody");
    if (!holds_only(subject.data, spec->second.subject_fields))
        return not_a_subject(spec->second.subject_fields);
    Event event;
    event.type = subject.type;
    event.data = subject.data;
    std::string const identity = recognise::subject_identity(event, spec->second);
    if (identity.empty())
        return not_a_subject(spec->second.subject_fields);
    auto const key = services.subjects.known(identity, services.ledger);
    if (!key)
        return key.error();
    return *key ? std::optional{(*key)->pseudonym()} : std::nullopt;
}

}  // namespace micklegate::api
