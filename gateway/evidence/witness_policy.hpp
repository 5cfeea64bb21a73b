// C2SP tlog-policy: which logs and witnesses count, and whose cosignatures together are enough.
#pragma once

#include "gateway/evidence/signed_note.hpp"

#include <set>

namespace micklegate::evidence {

/// Of logs, of witnesses and of groups; what the format strongly recommends to support.
inline constexpr std::size_t kMostPolicyLines = 32;
inline constexpr std::size_t kLargestWitnessPolicy = 64 * 1024;  ///< bytes

/// Every name in it is defined before it is used, and is a member of one group at most.
struct WitnessPolicy {
    struct Log {
        NoteKey key;
        std::string url;  ///< empty when the line gives none
    };
    struct Witness {
        std::string name;  ///< within this policy; the key has its own
        NoteKey key;       ///< of type kCosignature
        std::string url;   ///< submission prefix; empty when the line gives none
    };
    struct Group {
        std::string name;
        std::size_t threshold = 1;
        std::vector<std::string> members;  ///< witnesses and groups
    };

    std::vector<Log> logs;
    std::vector<Witness> witnesses;
    std::vector<Group> groups;
    std::string quorum;  ///< a witness's or a group's name; empty for "none"
};

/// kConfiguration, naming the line, for what the format does not allow.
[[nodiscard]] Result<WitnessPolicy> parse_witness_policy(std::string_view text);
/// A text of the same policy without its URLs: whoever verifies asks nobody, and they may be for the gateway alone.
[[nodiscard]] std::string witness_policy_text(WitnessPolicy const& policy);

/// Whether the cosignatures of those witnesses, by their names in the policy, would be a quorum together.
[[nodiscard]] bool is_quorum(WitnessPolicy const& policy, std::set<std::string, std::less<>> witnesses);

struct QuorumState {
    bool met = false;
    std::vector<std::string> cosigned;  ///< witnesses of the policy whose line stands under the note and verifies
    std::vector<std::string> missing;   ///< those that count towards the quorum and are not there, met or not
};

/// Names as in the policy, in its order. kIntegrity when a line of one of its witnesses does not verify. The log's own
/// signature is not looked at: open_checkpoint() does that.
[[nodiscard]] Result<QuorumState> quorum_of(WitnessPolicy const& policy, Note const& note);

}  // namespace micklegate::evidence
