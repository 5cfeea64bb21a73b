#include "gateway/pack/statement.hpp"

#include "gateway/base/joined.hpp"
#include "gateway/pack/claims.hpp"

namespace micklegate::pack {
namespace {

constexpr std::size_t kWidth = 100;

/// A paragraph behind a mark, its lines under each other.
std::string item(std::string_view mark, std::string_view text)
{
    std::string const indent(mark.size(), ' ');
    std::string out;
    std::string line{mark};
    while (!text.empty()) {
        std::size_t const end = std::min(text.find(' '), text.size());
        std::string_view const word = text.substr(0, end);
        if (line.size() > indent.size() && line.size() + 1 + word.size() > kWidth) {
            out += line + "\n";
            line = indent;
        }
        if (line.size() > indent.size())
            line += " ";
        line += word;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out + line + "\n";
}

std::string fact(std::string name, std::string_view text)
{
    name.resize(14, ' ');
    return item("  " + name, text);
}

std::string what_is_here(Content const& content)
{
    std::string text =
        "\nWHAT IS HERE\n"
        "  report.html           the entries for reading; opens in a browser without a network, and prints\n"
        "  entries.csv           the same for a spreadsheet, with every member and the whole text of each entry\n"
        "  proofs/N.tlog-proof   entry N itself, and its path to the root that was signed (C2SP tlog-proof)\n"
        "  checkpoint            the state of the log that all proofs lead to: a signed note (C2SP tlog-checkpoint)\n"
        "  log.vkey              the log's verifier key, as the gateway gave it\n";
    if (!content.witnesses.empty())
        text += "  witnesses.policy      whose cosignatures the gateway asks for (C2SP tlog-policy), as it gave it\n";
    if (!content.policies.empty())
        text += "  policies/DIGEST/      the policy texts that decided, by the digest that the entries name\n";
    return text +
           "  manifest.json         SHA-256 of every other file. Nobody signed it: it finds damage, not forgery.\n"
           "                        What is signed is the checkpoint, and through the proofs each entry.\n";
}

std::string how_it_was_made(Content const& content, Standing const& standing)
{
    commit::Entry const& exported = content.exported();
    std::string text = "\nHOW IT WAS MADE\n";
    text += fact("Log", standing.checkpoint.origin);
    text += fact("Made by", content.maker.name + ", " + content.maker.role + ", of " + exported.agency);
    text += fact("At", rfc3339(exported.time));
    text += fact("Purpose", purpose_text(exported.purpose));
    text += fact("Selection", selection_text(content));
    text += fact("Entries", std::to_string(content.entries.size() - 1) + " that fit it, and entry " +
                                std::to_string(content.entries.back().index) + ", which records this export");
    text += fact("Checkpoint",
                 std::to_string(standing.checkpoint.size) + " entries, root " + base64(standing.checkpoint.root));
    text += fact("Witnesses", witness_sentence(standing));
    if (!content.lost.empty())
        text += fact("Missing", "the gateway no longer holds the policy texts of " + joined(content.lost));
    return text;
}

std::string how_to_check(Content const& content)
{
    std::string const vkey = evidence::vkey_text(content.log);
    return "\nHOW TO CHECK IT\n" +
           item("  ",
                "Take the keys from your own records: the identity folder of an enrolled agency has the log's, and "
                "each witness tells its own. Those in this folder came with what they are to prove. The gateway "
                "said that the log's key is:") +
           "\n    " + vkey +
           "\n\n"
           "  1. With Micklegate, on any machine and without a network:\n"
           "       micklegate log verify DIR --key FILE --witnesses FILE\n"
           "     FILE with a verifier key on one line, and FILE with a tlog-policy of the witnesses you know.\n"
           "  2. With a verifier in Go that has nothing of Micklegate's in it (tests/interop/log_verifier there):\n"
           "       log_verifier pack DIR --log VKEY --policy FILE\n"
           "  3. Any entry by hand. Its text, and the hash of its leaf, which entries.csv has too:\n"
           "       sed -n 's/^extra //p' proofs/N.tlog-proof | base64 -d\n"
           "       (printf '\\000'; sed -n 's/^extra //p' proofs/N.tlog-proof | base64 -d) | sha256sum\n"
           "     From the leaf, the base64 lines after \"index\" lead to the root as RFC 9162, 2.1.3.2 says. The root "
           "is\n"
           "     the third line of the checkpoint, which stands below the empty line and in the file checkpoint; any\n"
           "     tool for signed notes (C2SP signed-note, Ed25519) verifies it with the key.\n"
           "     Files against the manifest: sha256sum FILE\n";
}

std::string list(char const* title, auto const& claims)
{
    std::string text = std::string{"\n"} + title + "\n";
    for (std::string_view const claim : claims)
        text += item("  - ", claim);
    return text;
}

}  // namespace

std::string witness_sentence(Standing const& standing)
{
    if (!standing.asks_witnesses)
        return "The gateway asks no witnesses, so no quorum vouches for this checkpoint: that this was the only log "
               "rests on the gateway's word.";
    std::string const cosigned =
        standing.quorum.cosigned.empty() ? std::string{"nobody"} : joined(standing.quorum.cosigned);
    if (standing.quorum.met)
        return "Cosigned by " + cosigned + ", the quorum that the gateway asks for.";
    return "No quorum vouches for this checkpoint yet: cosigned by " + cosigned + ", and " +
           joined(standing.quorum.missing) + " had not when this was made.";
}

std::string selection_text(Content const& content) { return joined(content.exported().filters); }

std::string purpose_text(std::string_view purpose)
{
    if (purpose == "lawfulness")
        return "to verify the lawfulness of processing (DPA 2018 s.62(4)(a))";
    if (purpose == "self_monitoring")
        return "self-monitoring, internal disciplinary proceedings included (DPA 2018 s.62(4)(b))";
    if (purpose == "integrity_security")
        return "to ensure the integrity and security of personal data (DPA 2018 s.62(4)(c))";
    if (purpose == "criminal_proceedings")
        return "criminal proceedings (DPA 2018 s.62(4)(d))";
    return std::string{purpose};
}

std::string statement_text(Content const& content, Standing const& standing)
{
    return "EVIDENCE PACK\n\n" +
           item("", std::to_string(content.entries.size()) + " entries of the log " + standing.checkpoint.origin +
                        ", with the proof of each that it stands in the log. Nothing here needs the gateway that made "
                        "it, or its goodwill, to be checked. It holds no message's content.") +
           what_is_here(content) + how_it_was_made(content, standing) + how_to_check(content) +
           list("WHAT A PASS PROVES", kProven) + list("WHAT IT DOES NOT PROVE", kNotProven);
}

}  // namespace micklegate::pack
