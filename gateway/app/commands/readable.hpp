// Arguments that are more than text: read as they are parsed, so that none of them reaches a file or a gateway unread.
#pragma once

#include "gateway/base/result.hpp"

#include <CLI/CLI.hpp>

#include <functional>

namespace micklegate::app {

/// An argument that cannot be understood: exit code 2. Thrown through CLI11, which knows no other way out of a parse.
class UsageError : public std::runtime_error {
public:
    explicit UsageError(Problem why) : std::runtime_error{one_line(why)}, why_{std::move(why)} {}
    [[nodiscard]] Problem const& why() const noexcept { return why_; }

private:
    Problem why_;
};

/// `value` becomes what `read` makes of the option's `Raw`; what it cannot read is a UsageError in its words.
template <class Raw = std::string, class Value, class Read>
CLI::Option* add_readable(CLI::App& app, std::string const& name, Value& value, Read read, std::string const& about)
{
    auto const take = [&value, name, read = std::move(read)](Raw const& raw) {
        auto readable = std::invoke(read, raw);
        if (!readable) {
            Problem why = std::move(readable).error();
            why.detail = name + ": " + why.detail;
            throw UsageError{std::move(why)};
        }
        value = *std::move(readable);
    };
    return app.add_option_function<Raw>(name, take, about);
}

}  // namespace micklegate::app
