// What a pack that checks out proves, and what it does not: the same words in the statement and in the report.
#pragma once

#include <array>
#include <string_view>

namespace micklegate::pack {

inline constexpr std::array<std::string_view, 5> kProven{
    "Each entry stood in the log, at its place and byte for byte as here, when the log's key signed the checkpoint.",
    "Where a quorum of witnesses you know cosigned the checkpoint: they saw the same log, and up to then it had only "
    "ever grown. Nobody can have shown you a log of your own.",
    "The log counted as many entries for this pack as it holds, under the selection that is named, and each of them "
    "fits that selection.",
    "The policy texts are those whose digest the entries name.",
    "The table and the report say what the proven entries say.",
};

inline constexpr std::array<std::string_view, 7> kNotProven{
    "That the selection is complete. An entry that fits it and was left out by the gateway would not be missed here; "
    "only somebody who reads the whole log can tell. Nothing at all is said of entries outside the selection, or of "
    "entries after the checkpoint.",
    "That the times are right. They are the gateway's clock; the witnesses' cosignatures bound only when the "
    "checkpoint was there, and no entry is dated before the one above it.",
    "What the messages said. The log holds no content: neither this pack nor its makers show any.",
    "That a decision was right. The entries say under which rule it was taken; the policy texts say what the rule is.",
    "What recipients did outside the gateway: an entry that a message was opened says that their system said so.",
    "Who a pseudonym stands for. Only the gateway can name a person, on request and with an entry of its own.",
    "Who made this pack, beyond the agency: name and role are as they were given.",
};

}  // namespace micklegate::pack
