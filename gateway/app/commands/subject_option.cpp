#include "gateway/app/commands/subject_option.hpp"

#include "gateway/app/commands/readable.hpp"
#include "gateway/files/files.hpp"
#include "gateway/json/strict_json.hpp"

#include <iostream>

namespace micklegate::app {
namespace {

constexpr std::size_t kMostBytes = 64 * 1024;

Problem unnamed()
{
    return problem(ProblemCode::kInvalidValue, "A subject is named as a message of one type names it.",
                   "Give its type and FIELD=VALUE, or a file with {\"type\": …, \"data\": {…}}.");
}

Result<std::string> standard_input()
{
    std::string text(kMostBytes + 1, '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::cin.gcount()));
    if (text.size() > kMostBytes)
        return problem(ProblemCode::kConfiguration, "Standard input holds more than names a subject.");
    return text;
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
    auto const text = file == "-" ? standard_input() : files::read(file, kMostBytes);
    if (!text)
        return text.error();
    auto parsed = json::parse_file(file == "-" ? "standard input" : file, *text);
    if (!parsed)
        return parsed.error();
    return parsed->is_object() ? Result<boost::json::object>{std::move(parsed->get_object())} : unnamed();
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
