#include "gateway/serve/policy_reloader.hpp"

namespace micklegate::serve {

using receive::Severity;

PolicyReloader::PolicyReloader(site::Site site, SetupKeeper& setups, Record record, receive::Log const& log,
                               Clock clock)
    : site_{std::move(site)},
      setups_{setups},
      record_{std::move(record)},
      log_{log},
      history_{site_.policy_history()},
      folder_{site_.policies(), clock},
      retries_{log, clock}
{
}

Result<NewPolicy> PolicyReloader::admit(site::ProvenPolicy const& policy, std::string const& in_force) const
{
    auto const approvals = site::approvals_of(policy.files, site_.settings, *setups_.current().agencies);
    if (policy.set->digest != in_force)
        if (auto const enough = policy::require(approvals); !enough)
            return enough.error();
    NewPolicy admitted{policy.set->digest, approvals.approved_by()};
    if (auto const kept = history_.keep(policy.files, admitted.approved_by); !kept)
        return kept.error();
    return admitted;
}

void PolicyReloader::poll()
{
    FolderState const state = folder_.poll();
    if (state != FolderState::kConsidered) {
        unread_.reset();
        candidate_.reset();
    }
    if (state == FolderState::kAtRest)
        examine();
    if (unread_)
        prove();
    if (candidate_)
        bring_into_force();
}

void PolicyReloader::examine()
{
    auto files = site::read_policy_folder(site_.policies());
    if (!folder_.still())
        return;  // another poll will see what was written meanwhile
    if (!files && files.error().code == ProblemCode::kUnavailable)
        return retry(files.error());
    folder_.consider();
    told_.clear();
    if (!files)
        return refuse(files.error());
    if (policy::digest_of(*files) == setups_.current().policy->digest) {
        if (waiting_.exchange(false))
            log_(Severity::kInfo, "The policy folder holds the set in force again.");
        return;
    }
    unread_ = *std::move(files);
}

void PolicyReloader::prove()
{
    auto const approvals = site::approvals_of(*unread_, site_.settings, *setups_.current().agencies);
    if (auto const enough = policy::require(approvals); !enough)
        return refuse(enough.error());
    auto proven = site::prove_policy(*std::exchange(unread_, std::nullopt), site_.policies());
    if (!proven)
        return refuse(proven.error());
    candidate_ = *std::move(proven);
}

void PolicyReloader::bring_into_force()
{
    std::string const before = setups_.current().policy->digest;
    auto const admitted = admit(*candidate_, before);
    if (!admitted && admitted.error().code == ProblemCode::kNotAllowed)
        return refuse(admitted.error());
    Result<void> const recorded = admitted ? record_(*admitted) : admitted.error();
    if (!recorded)
        return retry(recorded.error());
    setups_.decide_under(candidate_->set);
    candidate_.reset();
    waiting_ = false;
    ++changes_;
    log_(Severity::kInfo, "The policy set " + admitted->digest + " replaced " + before + ".");
}

void PolicyReloader::retry(Problem const& why)
{
    waiting_ = true;
    retries_.say(Severity::kWarning, "a policy set is not in force yet and is tried again: " + one_line(why));
}

/// Once for each state of the folder, and again where the reason changes: an approver is suspended or resumed, say.
void PolicyReloader::refuse(Problem const& why)
{
    waiting_ = true;
    std::string line = "the set in the policy folder stays out: " + one_line(why);
    if (std::exchange(told_, line) != line)
        log_(Severity::kWarning, line);
}

Readings PolicyReloader::readings() const
{
    return {{"policy_changes_total", changes_.load()}, {"policy_waiting", waiting_ ? 1U : 0U}};
}

}  // namespace micklegate::serve
