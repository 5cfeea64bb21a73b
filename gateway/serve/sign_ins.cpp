#include "gateway/serve/sign_ins.hpp"

namespace micklegate::serve {
namespace {

/// A system that asks every few minutes signs in once; one that comes back after this long does so again.
constexpr std::chrono::hours kAway{1};

commit::Intent sign_in(AgencyId const& agency, std::string const& certificate_serial)
{
    commit::Append append;
    append.entry.kind = commit::EntryKind::kSignedIn;
    append.entry.agency = agency.get();
    append.entry.state = {"certificate=" + certificate_serial};
    return {
        "signed-in:" + agency.get(), sizeof(commit::Append),
        [append = std::move(append)](commit::Ledger const&) mutable -> commit::Proposal { return std::move(append); }};
}

}  // namespace

void SignIns::seen(AgencyId const& agency, std::string const& certificate_serial)
{
    Moment const now = clock_();
    std::lock_guard const lock{mutex_};
    Seen& seen = seen_[{agency, certificate_serial}];
    if (now - std::exchange(seen.last, now) >= kAway)
        seen.recorded = false;
    if (seen.recorded || seen.asked)
        return;
    std::vector<commit::Intent> intents;
    intents.push_back(sign_in(agency, certificate_serial));
    // What could not be stored is tried again by the next request.
    seen.asked = commits_.submit(std::move(intents), [this, &seen](commit::Answers const& answers) {
        std::lock_guard const answered{mutex_};
        seen.asked = false;
        seen.recorded = answers.front().has_value();
    });
}

}  // namespace micklegate::serve
