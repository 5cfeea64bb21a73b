// The options of every command with which an auditor selects entries of the log: who asks, what for, and which.
#pragma once

#include "gateway/agency/breaches.hpp"
#include "gateway/app/commands/subject_option.hpp"

#include <CLI/CLI.hpp>

namespace micklegate::app {

/// What was given, until resolve() has held it together.
struct AuditOptions {
    agency::AuditOccasion occasion;
    agency::AuditFilters filters;
    SubjectOption subject;
    std::optional<agency::Person> person;
    std::string person_agency;
    std::string from;
    std::string to;

    [[nodiscard]] bool selects() const { return !filters.empty() || subject.given(); }
    /// Fills the filters but for the subject; a UsageError where options do not belong together.
    void resolve();
    /// The filters with the subject, whose file it reads.
    [[nodiscard]] Result<agency::AuditFilters> all_filters() const;
};

/// Who asks and what for: --by and --purpose. Neither is required.
void add_asker_options(CLI::App& app, agency::AuditOccasion& occasion);
/// Those of commands that show what others sent to whoever oversees it: both or neither.
void add_oversight_options(CLI::App& app, agency::Oversight& oversight);
/// What was left out, where the gateway asks an overseer who asks; or what an agency of another `kind` gave for
/// nothing.
[[nodiscard]] Problem ask_overseer(Problem refused, agency::Oversight const& oversight, std::string_view kind);
/// Who asks, what for and why: --by, --purpose and --reason. None is required: a command says when they are.
void add_occasion_options(CLI::App& app, agency::AuditOccasion& occasion);
/// Those and the filters. `options` outlives the parse.
void add_audit_options(CLI::App& app, AuditOptions& options);

}  // namespace micklegate::app
