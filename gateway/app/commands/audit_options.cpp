#include "gateway/app/commands/audit_options.hpp"

#include "gateway/app/commands/reason_option.hpp"
#include "gateway/audit/purposes.hpp"
#include "gateway/base/joined.hpp"
#include "gateway/base/moment.hpp"
#include "gateway/commit/entry_kind.hpp"
#include "gateway/model/agency_id.hpp"

#include <array>

namespace micklegate::app {
namespace {

Problem usage(std::string detail, std::string next)
{
    return problem(ProblemCode::kInvalidValue, std::move(detail), std::move(next));
}

Result<std::string> parse_purpose(std::string_view word)
{
    if (audit::is_purpose(word))
        return std::string{word};
    return usage("The log may not be used for that.", "One of: " + joined(audit::kPurposes) + ".");
}

Result<void> any_text(std::string_view) { return {}; }

Result<void> check_agency(std::string_view text)
{
    return valid_agency_id(text) ? Result<void>{}
                                 : usage("That is no agency id.", "Like police.north-yorkshire or school.901233.");
}

Result<void> check_outcome(std::string_view text)
{
    return commit::kind_named(text.substr(0, text.find(':')))
               ? Result<void>{}
               : usage("No entry is of such a kind.", "docs/log.md lists them, like refused or refused:no_agreement.");
}

Result<void> check_operation(std::string_view text)
{
    return commit::kinds_of(text).empty()
               ? usage("That is no operation.", "docs/log.md lists them, like disclosure or consultation.")
               : Result<void>{};
}

Result<void> check_message(std::string_view text)
{
    auto const message = agency::parse_message_id(text);
    return message ? Result<void>{} : message.error();
}

struct FilterOption {
    char const* name;  ///< of the filter, and of the option behind its dashes
    char const* about;
    Result<void> (*check)(std::string_view) = any_text;
};

constexpr std::array kFilters{
    FilterOption{"agency", "The acting agency", check_agency},
    FilterOption{"recipient", "The agency it went to", check_agency},
    FilterOption{"type", "Message type, with or without \"/version\""},
    FilterOption{"rule", "Rule that decided"},
    FilterOption{"agreement", "Agreement, with or without \"/version\""},
    FilterOption{"outcome", "Kind of entry, like refused; with its code, like refused:no_agreement", check_outcome},
    FilterOption{"operation", "Of the Data Protection Act 2018 s.62(1), like disclosure", check_operation},
    FilterOption{"message", "Message id", check_message},
};

/// A day is its first moment in London.
Result<std::string> parse_moment(std::string_view text)
{
    if (auto const day = parse_iso_date(text))
        return rfc3339(london_moment(*day, std::chrono::minutes{0}));
    auto const moment = parse_rfc3339(text);
    if (!moment)
        return usage("That is no date and no time.", "Like 2026-11-21 or 2026-11-21T19:37:00Z.");
    return rfc3339(*moment);
}

}  // namespace

void AuditOptions::resolve()
{
    if (subject.given() && !subject.sound())
        throw UsageError{usage("--subject: A subject is named as messages of one type name it.",
                               "Give --subject-file FILE, or both: --subject-type TYPE --subject FIELD=VALUE")};
    if (person.has_value() == person_agency.empty())
        throw UsageError{usage("--person: One name at two agencies is two people.",
                               "Give both: --person \"Name, role\" --person-agency AGENCY")};
    if (!from.empty() && !to.empty() && *parse_rfc3339(from) >= *parse_rfc3339(to))
        throw UsageError{usage("--from: No time is between it and --to.",
                               "--from is the first moment and --to the first that is too late.")};
    for (auto const& [name, text] : {std::pair{"from", from}, {"to", to}})
        if (!text.empty())
            filters.texts[name] = text;
    if (person)
        filters.person = agency::AuditFilters::Actor{person_agency, *person};
}

Result<agency::AuditFilters> AuditOptions::all_filters() const
{
    agency::AuditFilters all = filters;
    if (!subject.given())
        return all;
    auto named = subject.read();
    if (!named)
        return named.error();
    all.subject = *std::move(named);
    return all;
}

void add_asker_options(CLI::App& app, agency::AuditOccasion& occasion)
{
    add_readable(app, "--by", occasion.by, agency::parse_person, "Who asks: \"Name, role\"");
    add_readable(app, "--purpose", occasion.purpose, parse_purpose,
                 "What for (Data Protection Act 2018 s.62(4)): " + joined(audit::kPurposes));
}

void add_oversight_options(CLI::App& app, agency::Oversight& oversight)
{
    auto const occasion = std::make_shared<agency::AuditOccasion>();
    add_asker_options(app, *occasion);
    CLI::Option* const by = app.get_option("--by");
    by->needs(app.get_option("--purpose"));
    app.get_option("--purpose")->needs(by);
    app.parse_complete_callback([&oversight, occasion, by] {
        if (by->count() > 0)
            oversight = *occasion;
    });
}

Problem ask_overseer(Problem refused, agency::Oversight const& oversight, std::string_view kind)
{
    bool const oversees = kind == "duty_desk" || kind == "auditor";
    if (oversight && !oversees && http_status(refused.code) == 422)
        refused.next = "Leave --by and --purpose out: an agency looks at what it sent or received without.";
    if (!oversight && refused.code == ProblemCode::kMissingField)
        refused.next =
            "What others sent is shown to whoever says who asks and what for, which is an entry of the log: "
            "--by \"Name, role\" --purpose " +
            joined(audit::kPurposes, "|");
    return refused;
}

void add_occasion_options(CLI::App& app, agency::AuditOccasion& occasion)
{
    add_asker_options(app, occasion);
    add_readable(app, "--reason", occasion.reason, parse_reason,
                 "Why, in words; the log keeps a commitment to it, not the text");
}

namespace {

void add_filter_option(CLI::App& app, AuditOptions& options, FilterOption const& filter)
{
    std::string const option = std::string{"--"} + filter.name;
    app.add_option_function<std::string>(
        option,
        [&options, filter, option](std::string const& text) {
            if (auto sound = filter.check(text); !sound)
                throw UsageError{usage(option + ": " + sound.error().detail, sound.error().next)};
            options.filters.texts[filter.name] = text;
        },
        filter.about);
}

}  // namespace

void add_audit_options(CLI::App& app, AuditOptions& options)
{
    add_occasion_options(app, options.occasion);
    for (FilterOption const& filter : kFilters)
        add_filter_option(app, options, filter);
    add_readable(app, "--from", options.from, parse_moment, "At this time or later; a date begins in London");
    add_readable(app, "--to", options.to, parse_moment, "Before this time; a date begins in London");
    add_subject_option(app, options.subject, {"--subject-type", "--subject", "--subject-file"});
    add_readable(app, "--person", options.person, agency::parse_person, "Who acted: \"Name, role\"");
    app.add_option("--person-agency", options.person_agency, "The agency of that person");
}

}  // namespace micklegate::app
