// The files of a policy set of one pathway, proven and with its cases: quick to read, and easy to change one word of.
#pragma once

#include "gateway/policy/policy_set.hpp"

#include <filesystem>
#include <fstream>

namespace micklegate::samples {

inline policy::PolicyFiles small_policies()
{
    return {
        {"messages/demo.note.json", R"({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "urn:micklegate:message:demo.note",
  "title": "A note",
  "description": "Police tell a council a reference.",
  "type": "object",
  "additionalProperties": false,
  "x-message": {
    "version": 1, "row": 1, "senders": ["police"], "recipients": ["la_childrens"], "completes": "opened",
    "states": ["delivered", "opened", "actioned", "rejected"], "rejections": ["duplicate"],
    "subject": ["ref"], "people": [], "links": ["ref"]
  },
  "x-recipient": {"by": "sender"},
  "required": ["ref"],
  "properties": {
    "ref": {"title": "Reference", "type": "string", "maxLength": 40, "x-class": "administrative"},
    "home": {"title": "Where the victim lives", "type": "string", "maxLength": 40, "x-class": "address_victim"}
  },
  "examples": [{"ref": "D-1"}]
})"},
        {"agreements/demo.toml", R"(name = "demo"
title = "A demonstration"
version = "1.0"
valid_from = 2026-01-01
valid_until = 2027-12-31
parties = ["police", "la_childrens"]

[purposes]
safeguarding = "To keep people safe."

[retention]
case_record = "With the case."

[gateway_days]
case_record = 28

[[rule]]
name = "note"
type = "demo.note"
from = ["police"]
to = ["la_childrens"]
purpose = "safeguarding"
lawful_basis = "P3"
lawful_basis_text = "A task in the public interest."
necessity = "It asks about the reference."
release = ["ref"]
deadline = "none"
escalation = []
retention = "case_record"
marking = "OFFICIAL"
)"},
        {"calendars/demo.toml", "title = \"A demonstration\"\nfirst_bell = \"08:30\"\n"},
        {"invariants.toml", R"([sides]
all = ["police", "btp", "school", "college", "la_childrens", "la_adults", "la_housing", "prison", "upcs", "probation", "court",
    "process_server", "pnd_adapter", "sv_hub", "da_provider", "iva_provider", "isva_provider", "counselling", "rj_provider",
    "cyp_exploitation", "parent_support", "perpetrator_provider", "womens_centre", "sarc", "csaas", "health", "marac", "matac",
    "stalking_clinic", "se_group", "scrutiny_panel", "commissioner", "csp_hub", "fraud_centre", "auditor", "duty_desk",
    "solicitor", "victim_liaison", "specialist_provider"]

[[never]]
name = "no-addresses"
why = "The reference is enough to ask by."
classes = ["address_victim"]
to = ["la_childrens"]
)"},
        {"cases/demo.note.json", R"({
  "type": "demo.note",
  "cases": [
    {"name": "police to a council", "from": "police", "to": "la_childrens", "at": "2026-11-22T12:00:00Z",
     "expect": {"allowed": true, "rule": "demo/note", "released": ["ref"], "withheld": []}},
    {"name": "police to a school", "from": "police", "to": "school", "at": "2026-11-22T12:00:00Z",
     "expect": {"allowed": false, "rule": "demo/note", "code": "not_allowed"}}
  ]
})"},
        {"README.md", "For readers.\n"},
    };
}

/// The same with the first `before` in one file replaced; another digest wherever that file decides.
inline policy::PolicyFiles small_policies(std::string const& path, std::string const& before, std::string const& after)
{
    policy::PolicyFiles files = small_policies();
    std::string& text = files.at(path);
    return text.replace(text.find(before), before.size(), after), files;
}

/// Another sound and proven set.
inline policy::PolicyFiles other_policies() { return small_policies("agreements/demo.toml", "1.0", "1.1"); }
/// A sound set that releases an address.
inline policy::PolicyFiles unproven_policies()
{
    return small_policies("agreements/demo.toml", "release = [\"ref\"]", "release = [\"ref\", \"home\"]");
}

/// Until the file's time is another: two changes within one tick of the kernel's clock look like one.
inline void write_later(std::filesystem::path const& file, std::string const& content)
{
    std::error_code error;
    auto const before = std::filesystem::last_write_time(file, error);
    do {
        std::ofstream{file, std::ios::binary} << content;
    } while (!error && std::filesystem::last_write_time(file) == before);
}

/// Writes the files one after the other, as a person who copies them would.
inline void write_policies(policy::PolicyFiles const& files, std::filesystem::path const& folder)
{
    for (auto const& [path, content] : files) {
        std::filesystem::create_directories((folder / path).parent_path());
        write_later(folder / path, content);
    }
}

}  // namespace micklegate::samples
