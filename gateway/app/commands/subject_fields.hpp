// The fields that name a subject on the command line: FIELD=VALUE, as a message of one type has them.
#pragma once

#include "gateway/base/result.hpp"

#include <map>
#include <string>
#include <vector>

namespace micklegate::app {

using SubjectFields = std::map<std::string, std::string>;

[[nodiscard]] inline Result<SubjectFields> parse_subject_fields(std::vector<std::string> const& texts)
{
    SubjectFields fields;
    for (std::string const& text : texts) {
        std::size_t const mark = text.find('=');
        if (mark == 0 || mark == std::string::npos ||
            !fields.emplace(text.substr(0, mark), text.substr(mark + 1)).second)
            return problem(ProblemCode::kInvalidValue, "A subject field is FIELD=VALUE, each once.",
                           "Like: child_upn=A123456789012");
    }
    return fields;
}

}  // namespace micklegate::app
