// What an entry commits to and is kept beside it, erasable: how each kind is found, missed and said to be gone.
#pragma once

#include "gateway/evidence/bundle_check.hpp"
#include "gateway/evidence/entry_form.hpp"

#include <array>

namespace micklegate::evidence {

struct Companion {
    std::string_view name;  ///< as a fault begins: "Its …"
    Result<Digest> (LogSource::*digest)(std::uint64_t index);
    std::optional<Digest> EntryForm::*commitment;
    std::vector<std::uint64_t> EntryForm::*gone;
    CompanionFindings BundleFindings::*findings;
};

inline constexpr std::array kCompanions{
    Companion{"sealed message", &LogSource::sealed_digest, &EntryForm::sealed, &EntryForm::destroyed,
              &BundleFindings::sealed},
    Companion{"change to a register", &LogSource::change_digest, &EntryForm::change, &EntryForm::struck,
              &BundleFindings::changes},
};

}  // namespace micklegate::evidence
