#include "gateway/app/command_line.hpp"

#include "gateway/app/commands/commands.hpp"
#include "gateway/base/did_you_mean.hpp"
#include "gateway/crypto/secret.hpp"

#include <algorithm>
#include <sstream>

namespace micklegate::app {
namespace {

CLI::App const& deepest_parsed(CLI::App const& app)
{
    auto const parsed = app.get_subcommands();
    return parsed.empty() ? app : deepest_parsed(*parsed.front());
}

std::string full_name(CLI::App const& app)
{
    return app.get_parent() == nullptr ? app.get_name() : full_name(*app.get_parent()) + " " + app.get_name();
}

std::vector<std::string> subcommand_names(CLI::App const& app)
{
    std::vector<std::string> names;
    for (CLI::App const* const subcommand : app.get_subcommands([](CLI::App const*) { return true; }))
        names.push_back(subcommand->get_name());
    return names;
}

/// CLI11 reports a misspelt command as a stray or missing argument; the person needs the word and a guess.
Problem explain(CLI::App const& app, CLI::ParseError const& error)
{
    CLI::App const& where = deepest_parsed(app);
    std::vector<std::string> const names = subcommand_names(where);
    std::string const help = "See: " + full_name(where) + " --help";
    std::vector<std::string> const left = app.remaining(true);
    if (names.empty() || left.empty() || left.front().starts_with('-'))
        return problem(ProblemCode::kMalformedRequest, std::string{error.what()} + ".", help);
    std::optional<std::string> const guess = did_you_mean(left.front(), names);
    return problem(ProblemCode::kMalformedRequest, "There is no command \"" + left.front() + "\".",
                   guess ? "Did you mean " + *guess + "?" : help);
}

int answer(CLI::App const& app, CLI::ParseError const& error, terminal::Console& console)
{
    if (error.get_exit_code() != 0) {
        console.complain(explain(app, error));
        return kUsage;
    }
    std::ostringstream text;  // --help and --version arrive as errors with exit code 0
    app.exit(error, text, text);
    std::string const shown = text.str();
    console.print(std::string_view{shown}.substr(0, shown.find_last_not_of('\n') + 1));
    return kDone;
}

/// What a command had to say is part of what it does, so its loss is a failure.
int unless_lost(int code, terminal::Console& console)
{
    if (console.written())
        return code;
    console.complain(problem(ProblemCode::kUnavailable, "What the command had to say could not be written.",
                             "What it did stands; check where its output goes."));
    return kFailed;
}

}  // namespace

int run_command_line(std::vector<std::string> arguments, terminal::Console& console)
{
    crypto::initialise();
    CLI::App app{"The gate through which a domestic-abuse partnership shares information.", "micklegate"};
    app.set_version_flag("--version", "micklegate " MICKLEGATE_VERSION);
    app.require_subcommand(1);
    Command chosen;
    add_commands(app, chosen);
    try {
        std::reverse(arguments.begin(), arguments.end());  // CLI11 takes a vector from its end
        app.parse(arguments);
    } catch (UsageError const& error) {
        console.complain(error.why());
        return kUsage;
    } catch (CLI::ParseError const& error) {
        return unless_lost(answer(app, error, console), console);
    }
    Outcome const outcome = chosen(console);
    if (!outcome) {
        console.complain(outcome.error());
        return exit_code_of(outcome.error());
    }
    return unless_lost(*outcome, console);
}

}  // namespace micklegate::app
