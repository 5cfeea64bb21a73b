#include "gateway/pack/report.hpp"

#include "gateway/base/joined.hpp"
#include "gateway/pack/claims.hpp"
#include "gateway/pack/statement.hpp"
#include "gateway/page/html.hpp"
#include "gateway/terminal/london_text.hpp"

namespace micklegate::pack {
namespace {

using page::element;
using page::escaped;
using page::table;

using Rows = std::vector<std::vector<std::string>>;

std::string fact(std::string_view name, std::string_view text)
{
    return element("dt", escaped(name)) + element("dd", escaped(text)) + "\n";
}

std::string heading(std::string_view text) { return element("h2", escaped(text)) + "\n"; }

std::string link(std::string const& path, std::string_view text)
{
    return element("a", escaped(text), "href=\"" + escaped(path) + "\"");
}

std::string summary(Content const& content, Standing const& standing)
{
    commit::Entry const& exported = content.exported();
    std::string facts = fact("Log", standing.checkpoint.origin);
    facts += fact("Made by", content.maker.name + ", " + content.maker.role + ", of " + exported.agency);
    facts += fact("Made at", terminal::london_text(exported.time) + " London time (" + rfc3339(exported.time) + ")");
    facts += fact("Purpose", purpose_text(exported.purpose));
    facts += fact("Selection", selection_text(content));
    facts += fact("Entries", std::to_string(content.entries.size() - 1) + " that fit it, and entry " +
                                 std::to_string(content.entries.back().index) + ", which records this export");
    facts += fact("Checkpoint",
                  std::to_string(standing.checkpoint.size) + " entries, root " + base64(standing.checkpoint.root));
    facts += fact("Witnesses", witness_sentence(standing));
    return element("dl", "\n" + facts) + "\n" +
           element("p", "This page is for reading. What proves it lies beside it: see " +
                            link(std::string{kReadme}, kReadme) + ".") +
           "\n";
}

/// How often each kind of thing happened, between whom.
std::string overview(Content const& content)
{
    std::map<std::vector<std::string>, std::size_t> counts;
    for (PackedEntry const& packed : content.entries)
        ++counts[{std::string{name_of(packed.entry.kind)}, packed.entry.agency, packed.entry.recipient}];
    Rows rows;
    for (auto const& [what, count] : counts)
        rows.push_back({escaped(what[0]), escaped(what[1]), escaped(what[2]), std::to_string(count)});
    return heading("Overview") +
           table("How many entries of each kind, by whom and to whom", {"What", "By", "To", "Entries"}, rows);
}

std::string when(commit::Entry const& entry)
{
    std::string const exact = rfc3339(entry.time);
    return element("time", escaped(terminal::london_text(entry.time)), "datetime=\"" + exact + "\"") + "<br>" + exact +
           (entry.clock.empty() ? "" : "<br>clock " + escaped(entry.clock));
}

std::string lines(std::vector<std::string> const& texts)
{
    std::vector<std::string> shown;
    for (std::string const& text : texts)
        if (!text.empty())
            shown.push_back(escaped(text));
    return joined(shown, "<br>");
}

std::string labelled(std::string_view label, std::string const& text)
{
    return text.empty() ? std::string{} : std::string{label} + " " + text;
}

std::vector<std::string> row(PackedEntry const& packed)
{
    commit::Entry const& entry = packed.entry;
    return {link(proof_path(packed.index), std::to_string(packed.index)),
            when(entry),
            lines({std::string{name_of(entry.kind)}, std::string{operation_of(entry.kind)}}),
            lines({entry.agency, labelled("person", entry.actor ? entry.actor->pseudonym : std::string{})}),
            lines({entry.recipient, labelled("instead of", entry.instead_of)}),
            lines({entry.type, entry.message, labelled("subject", joined(entry.subjects))}),
            lines({entry.agreement, entry.rule, entry.purpose, entry.lawful_basis}),
            lines({entry.code, entry.why, labelled("filters", joined(entry.filters))})};
}

std::string entries(Content const& content)
{
    Rows rows;
    for (PackedEntry const& packed : content.entries)
        rows.push_back(row(packed));
    return heading("Entries") +
           table(
               "The entries in the order of the log, each with its proof. Subjects and persons are pseudonyms; every "
               "member of an entry is in entries.csv.",
               {"Entry", "When, London and UTC", "What", "By", "To", "About", "Under", "Outcome"}, rows);
}

std::string policies(Content const& content)
{
    if (content.policies.empty() && content.lost.empty())
        return {};
    Rows rows;
    for (auto const& [digest, files] : content.policies) {
        std::vector<std::string> links;
        for (auto const& file : files)
            links.push_back(link(policy_path(digest, file.first), file.first));
        rows.push_back({escaped(digest), joined(links, "<br>")});
    }
    for (std::string const& digest : content.lost)
        rows.push_back({escaped(digest), "The gateway no longer holds these texts."});
    return heading("Policies in force") +
           table("The policy sets that the entries were decided under", {"Digest", "Texts"}, rows);
}

std::string list(std::string_view title, auto const& claims)
{
    std::string items;
    for (std::string_view const claim : claims)
        items += element("li", escaped(claim)) + "\n";
    return heading(title) + element("ul", "\n" + items) + "\n";
}

}  // namespace

std::string report_html(Content const& content, Standing const& standing)
{
    std::string const title = "Evidence pack of the log " + standing.checkpoint.origin;
    return page::whole_page(title, element("h1", escaped(title)) + "\n" + summary(content, standing) +
                                       list("What a pass proves", kProven) +
                                       list("What it does not prove", kNotProven) + overview(content) +
                                       entries(content) + policies(content));
}

}  // namespace micklegate::pack
