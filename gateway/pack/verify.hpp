// Checks a pack that somebody was handed, trusting nothing in it.
#pragma once

#include "gateway/pack/pack.hpp"

namespace micklegate::pack {

/// Where a pack's files are read from.
class Folder {
public:
    virtual ~Folder() = default;
    /// Everything in it that is not a folder, by paths with slashes.
    [[nodiscard]] virtual Result<std::vector<std::string>> list() = 0;
    [[nodiscard]] virtual Result<std::string> read(std::string const& path) = 0;
};

/// What whoever checks knows from elsewhere. Without it the pack's own keys show only that it agrees with itself.
struct Trust {
    std::optional<evidence::NoteKey> log;
    std::optional<evidence::WitnessPolicy> witnesses;
};

struct Verdict {
    Standing standing;        ///< by the trusted witnesses where there are some, else by those in the pack
    std::size_t entries = 0;  ///< the one that records the export included
    std::size_t policies = 0;
    std::vector<std::string> lost;
    bool own_log_key = false;    ///< it was the pack that said which key is the log's
    bool own_witnesses = false;  ///< and who the witnesses are
};

/// kIntegrity, naming the file or the entry, for whatever does not hold; with trusted witnesses, for a quorum of them
/// that is not met, too.
[[nodiscard]] Result<Verdict> verify(Folder& folder, Trust const& trust);

}  // namespace micklegate::pack
