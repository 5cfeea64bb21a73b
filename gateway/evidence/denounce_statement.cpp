// The statement of a denunciation, for people first: what was found, what it proves, and the texts that prove it.
#include "gateway/base/invariant.hpp"
#include "gateway/evidence/denounce.hpp"

namespace micklegate::evidence {
namespace {

std::string entries(std::uint64_t begin, std::uint64_t end)
{
    return end - begin == 1 ? "entry " + std::to_string(begin)
                            : "entries " + std::to_string(begin) + " to " + std::to_string(end - 1);
}

std::string state(Checkpoint const& checkpoint)
{
    return std::to_string(checkpoint.size) + " entries, root " + base64(checkpoint.root);
}

/// An open line, the lines, and what a later reader finds them by.
std::string section(std::string const& name, std::string const& text)
{
    return "\n-----BEGIN " + name + "-----\n" + text + "-----END " + name + "-----\n";
}

std::string fork_text(Comparison const& fork)
{
    return "The log's key vouches for two hashes over its " + entries(fork.begin, fork.end) +
           ". A log that only ever grows has one:\n"
           "  kept  " +
           base64(fork.kept) +
           "\n"
           "  shown " +
           base64(fork.shown) +
           "\n"
           "\n"
           "What this proves\n"
           "  Whoever holds the log's key signed two histories that exclude each other: at least one entry was\n"
           "  changed, left out or put in after it was vouched for, or two parties were shown two logs. The texts\n"
           "  below prove that by themselves, to anyone who has the log's key from another source.\n"
           "\n"
           "What it does not prove\n"
           "  Which of the two histories is the right one, which entry differs, who did it, or why. A log that was\n"
           "  restored from an old backup and went on forks without anyone meaning to. It says nothing about the\n"
           "  entries before the first of those named, nor about messages outside the log.\n";
}

std::string rewound_text(Denunciation const& found)
{
    std::uint64_t const size = found.shown.checkpoint.size;
    return "The log's key vouched for more entries than the log shows now: " +
           entries(size, found.kept.checkpoint.size) +
           " of what was kept are not shown.\n"
           "\n"
           "What this proves\n"
           "  Whoever holds the log's key signed a log of " +
           std::to_string(found.kept.checkpoint.size) + " entries. Where the one shown, of " + std::to_string(size) +
           ", was\n"
           "  read after that, the log was taken back, and what was vouched for is gone from it.\n"
           "\n"
           "What it does not prove\n"
           "  The order of the two: each text alone is an honest state of the log, and neither holds a time. That the\n"
           "  smaller was shown after the larger, the person who asked can testify, and anyone who asks the gateway\n"
           "  now can see. It does not prove why: an old backup that was restored looks like a deletion, and a cache\n"
           "  or a relay between the two that answers with what it remembers looks like both.\n";
}

std::string receipt_text(Denunciation const& found)
{
    if (!found.kept.receipt)
        return {};
    std::uint64_t const index = found.kept.receipt->index;
    bool const gone = index >= found.shown.checkpoint.size;
    return "The receipt that was kept is for entry " + std::to_string(index) +
           (gone ? ", which the log no longer has.\n\n" : ". The log that is shown may hold another one there.\n\n");
}

constexpr std::string_view kNext =
    "\n"
    "What to do next\n"
    "  1. Keep this file and the one that was kept, unchanged, and a copy of both away from this machine.\n"
    "  2. Ask again, from another network and as another agency, and keep what is shown.\n"
    "  3. Tell the gateway's operator, the partnership's auditor and your own data protection officer. Ask the other\n"
    "     agencies to run micklegate log denounce with the receipts and checkpoints they kept, and the witnesses, "
    "where\n"
    "     the log has any, what they cosigned.\n"
    "  4. Until it is explained, do not rely on a receipt of this log alone; send again what must have arrived.\n"
    "  5. The operator: stop the gateway, keep its site folder as it is, and restore nothing over it.\n"
    "  A receipt holds one entry of the log: no names, but pseudonyms. Show it to no more people than need it.\n"
    "\n"
    "The signed texts, verbatim. Each is a C2SP checkpoint or tlog-proof, and can be verified with other tools.\n";

std::string evidence_text(Denunciation const& found)
{
    std::string text = section("KEPT", found.kept.text) + section("SHOWN", found.shown.text);
    if (found.comparison.path.empty())
        return text;
    std::string lines = base64(found.comparison.shown) + "\n";
    for (Digest const& hash : found.comparison.path)
        lines += base64(hash) + "\n";
    return text +
           "\nThe hash that the log shown has over the entries of the one kept, then the RFC 6962 consistency proof "
           "that\n"
           "leads from it to the root shown.\n" +
           section("PATH", lines);
}

}  // namespace

std::string statement(Denunciation const& found)
{
    bool const forked = found.comparison.finding == Finding::kForked;
    invariant(forked || found.comparison.finding == Finding::kRewound, "a statement is about a finding");
    return "Statement about the log " + found.log.name + "\n\nFinding: " + (forked ? "forked" : "rewound") + "\n\n" +
           "Key of the log: " + vkey_text(found.log) + "\n" +           //
           "Kept:           " + state(found.kept.checkpoint) + "\n" +   //
           "Shown:          " + state(found.shown.checkpoint) + "\n" +  //
           "Shown by:       " + found.shown_by + "\n" +                 //
           "Compared:       " + rfc3339(found.at) +
           ", by the clock of the machine that compared; nothing rests on it\n\n" + receipt_text(found) +
           (forked ? fork_text(found.comparison) : rewound_text(found)) + std::string{kNext} + evidence_text(found);
}

}  // namespace micklegate::evidence
