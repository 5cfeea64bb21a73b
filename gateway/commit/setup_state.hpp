// What the log last said of the parts of the gateway's set-up: agencies, registers, certificates, settings.
#pragma once

#include "gateway/commit/entry.hpp"
#include "gateway/commit/key_value.hpp"

#include <map>

namespace micklegate::commit {

/// One part, and how it is: "aspect=value" each, nothing secret and nobody's name.
struct SetupPart {
    EntryKind kind = EntryKind::kAgency;  ///< or kRegister, kKey, kSettings
    std::string name;                     ///< agency id, or which register, certificate or file it is
    std::vector<std::string> state;
};

void fold_setup(Entry const& entry, KeyValueWriter& out);

/// The parts that the log knows, by kind and name.
using RecordedSetup = std::map<std::pair<EntryKind, std::string>, std::vector<std::string>>;
[[nodiscard]] Result<RecordedSetup> recorded_setup(KeyValueReader const& reader);

/// An entry for each part that is not as the log last said, those that are gone included; their times are not set.
[[nodiscard]] std::vector<Entry> changes_of(RecordedSetup recorded, std::vector<SetupPart> const& now);

}  // namespace micklegate::commit
