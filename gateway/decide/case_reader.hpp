// Strict reading of one object in a case file: every key is asked for, and a fault has its line, column and next step.
#pragma once

#include "gateway/base/result.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace micklegate::decide {

/// Remembers the first fault; reads answer an empty value after one. Points into what it is given.
class CaseReader {
public:
    /// `pointer` is where `object` stands in the file's text (RFC 6901).
    CaseReader(std::string const& path, std::string const& text, std::string pointer,
               boost::json::object const& object);

    [[nodiscard]] boost::json::value const* value(std::string_view key, bool required);
    [[nodiscard]] std::string text(std::string_view key, bool required = true);
    [[nodiscard]] boost::json::object object(std::string_view key, bool required = true);
    [[nodiscard]] std::vector<std::string> sorted_texts(std::string_view key);

    /// `known`: the words one of which was probably meant by `word`.
    void refuse(std::string_view key, std::string_view detail, std::string_view word = {},
                std::vector<std::string> const& known = {});
    /// The first fault, keys that nobody asked for among them.
    [[nodiscard]] std::optional<Problem> finish();

private:
    std::string const& path_;
    std::string const& text_;
    std::string pointer_;
    boost::json::object const& object_;
    std::set<std::string, std::less<>> read_;
    std::optional<Problem> fault_;
};

}  // namespace micklegate::decide
