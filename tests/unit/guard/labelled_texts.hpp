// The labelled set: texts with what was withheld from their reader, and whether they give any of it away.
#pragma once

#include "gateway/guard/known_values.hpp"
#include "gateway/recognise/field_classes.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace micklegate::guard {

struct LabelledText {
    std::string kind;  ///< the file's name
    std::size_t line = 0;
    boost::json::object withheld;  ///< class -> value
    boost::json::object released;  ///< class -> value, beside the text
    std::string text;
    bool leaks = false;
    std::string why;

    /// Kept aside while the guard was tuned. What was written after it was not: policies/README.md says how it did
    /// then.
    [[nodiscard]] bool aside() const { return line % 5 == 0 && !kind.starts_with("written-"); }
};

/// Fields are named after their classes: "told_…" where released, "kept_…" where withheld.
inline recognise::MessageSpec labelled_spec()
{
    recognise::MessageSpec spec;
    for (std::string_view const name : recognise::kFieldClasses)
        for (char const* const prefix : {"told_", "kept_"})
            spec.fields.push_back({prefix + std::string{name}, "", std::string{name}, "", ""});
    spec.fields.push_back({"summary", "", "free_text", "", ""});
    return spec;
}

inline boost::json::object prefixed(char const* prefix, boost::json::object const& by_class)
{
    boost::json::object fields;
    for (auto const& [name, value] : by_class)
        fields[prefix + std::string{name}] = value;
    return fields;
}

inline boost::json::object released_fields(LabelledText const& row)
{
    boost::json::object fields = prefixed("told_", row.released);
    fields["summary"] = row.text;
    return fields;
}

inline std::vector<LabelledText> labelled_texts()
{
    std::vector<LabelledText> rows;
    std::filesystem::path const folder = std::filesystem::path{MICKLEGATE_SOURCE_DIR} / "tests/unit/guard/leaks";
    for (auto const& entry : std::filesystem::directory_iterator{folder}) {
        std::ifstream file{entry.path()};
        std::string line;
        for (std::size_t number = 1; std::getline(file, line); ++number) {
            auto const json = boost::json::parse(line).as_object();
            LabelledText row{entry.path().stem(),
                             number,
                             json.at("withheld").as_object(),
                             {},
                             boost::json::value_to<std::string>(json.at("text")),
                             json.at("leaks").as_bool(),
                             boost::json::value_to<std::string>(json.at("why"))};
            if (auto const* const released = json.if_contains("released"))
                row.released = released->as_object();
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

}  // namespace micklegate::guard
