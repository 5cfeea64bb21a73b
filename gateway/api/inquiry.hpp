// Who asks the log something, and what for: an entry of its own before anything is answered.
#pragma once

#include "gateway/api/decision.hpp"
#include "gateway/commit/commit_loop.hpp"
#include "gateway/crypto/site_keys.hpp"

namespace micklegate::api {

struct Inquiry {
    std::string person;   ///< name and role
    std::string purpose;  ///< one of audit::kPurposes
    std::string reason;   ///< free text, or empty
};

/// {"by":…,"purpose":…,"reason":…} and what `rest` takes of the same object; its faults as read_decision() has them,
/// then the purpose.
[[nodiscard]] Result<Inquiry> read_inquiry(receive::HttpRequest const& request, Reason reason, ReadRest const& rest);

/// Of a request without a body: who asks from the headers Micklegate-Acting-Name and Micklegate-Acting-Role, because a
/// URL lands in the logs of proxies, and ?purpose, which is taken out of `query`. No reason.
[[nodiscard]] Result<Inquiry> take_inquiry(receive::TextMap const& headers, receive::TextMap& query);

/// kInvalidValue, at `pointer`, for what is no purpose of DPA 2018 s.62(4).
[[nodiscard]] Result<void> check_purpose(std::string_view purpose, std::string pointer = "/purpose");

/// What the entry of such a kind says of who asked.
[[nodiscard]] commit::Append entry_of(Inquiry const& inquiry, commit::EntryKind kind, AgencyId const& agency,
                                      crypto::SiteKeys const& keys);
/// To be appended once, whatever else is.
[[nodiscard]] commit::Intent recorded(commit::Append entry, Moment now);

}  // namespace micklegate::api
