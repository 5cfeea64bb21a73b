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
    std::pair key{agency, certificate_serial};
    auto const last = last_.find(key);
    bool const away = last == last_.end() || now - last->second >= kAway;
    std::vector<commit::Intent> intents;
    if (away)
        intents.push_back(sign_in(agency, certificate_serial));
    // Where the queue is full the next request tries again.
    if (!away || commits_.submit(std::move(intents), [](commit::Answers const&) {}))
        last_.insert_or_assign(std::move(key), now);
}

}  // namespace micklegate::serve
