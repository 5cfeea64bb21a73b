// Whom a command is about: by fields on the command line, or in a file, which no list of processes shows.
#pragma once

#include "gateway/app/commands/subject_fields.hpp"

#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>

namespace micklegate::app {

struct SubjectOption {
    std::string type;
    SubjectFields fields;
    std::string file;  ///< "-" is standard input

    [[nodiscard]] bool given() const noexcept { return !type.empty() || !fields.empty() || !file.empty(); }
    /// Whether it names somebody, in one of the two ways.
    [[nodiscard]] bool sound() const noexcept;
    /// {"type":…,"data":{…}}, as the gateway takes it; reads the file.
    [[nodiscard]] Result<boost::json::object> read() const;
};

/// What each of the three is called.
struct SubjectOptionNames {
    char const* type;
    char const* field;
    char const* file;
};

/// None is required. `option` outlives the parse.
void add_subject_option(CLI::App& app, SubjectOption& option, SubjectOptionNames const& names);

}  // namespace micklegate::app
