// witnesses.policy of a site: whose cosignatures its log asks for (C2SP tlog-policy).
#pragma once

#include "gateway/evidence/witness_policy.hpp"

#include <filesystem>
#include <memory>

namespace micklegate::site {

/// Null where there is no such file, or its quorum is "none": then no witness is waited for. kConfiguration, naming the
/// file, for what the format does not allow, another log than `log` and a URL that is not plain HTTP.
[[nodiscard]] Result<std::shared_ptr<evidence::WitnessPolicy const>> read_witnesses(std::filesystem::path const& file,
                                                                                    evidence::NoteKey const& log);

}  // namespace micklegate::site
