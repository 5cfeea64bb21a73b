#include "gateway/app/commands/subject_option.hpp"

#include "gateway/app/commands/json_input.hpp"
#include "gateway/app/commands/readable.hpp"

namespace micklegate::app {
namespace {

Problem unnamed()
{
    return problem(ProblemCode::kInvalidValue, "A subject is named as a message of one type names it.",
                   "Give its type and FIELD=VALUE, or a file with {\"type\": …, \"data\": {…}}.");
}

}  // namespace

bool SubjectOption::sound() const noexcept
{
    bool const by_fields = !type.empty() && !fields.empty();
    return file.empty() ? by_fields : type.empty() && fields.empty();
}

Result<boost::json::object> SubjectOption::read() const
{
    if (!sound())
        return unnamed();
    if (file.empty()) {
        boost::json::object data;
        for (auto const& [field, value] : fields)
            data[field] = value;
        return boost::json::object{{"type", type}, {"data", std::move(data)}};
    }
    return read_json_input(file);
}

void add_subject_option(CLI::App& app, SubjectOption& option, SubjectOptionNames const& names)
{
    app.add_option(names.type, option.type, "Message type whose fields name the subject");
    add_readable<std::vector<std::string>>(app, names.field, option.fields, parse_subject_fields,
                                           "FIELD=VALUE, as such a message has it; may be given several times");
    app.add_option(names.file, option.file,
                   "The same in a JSON file, or - for standard input, which no list of processes shows: "
                   "{\"type\": …, \"data\": {…}}");
}

}  // namespace micklegate::app
