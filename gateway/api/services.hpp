// What the handlers work with. Owned by the composition root; outlives the server.
#pragma once

#include "gateway/api/budgets.hpp"
#include "gateway/api/mailroom.hpp"
#include "gateway/api/workers.hpp"
#include "gateway/commit/commit_loop.hpp"
#include "gateway/commit/witnessed_log.hpp"
#include "gateway/road/road.hpp"

namespace micklegate::api {

struct Services {
    road::Road const& road;
    commit::CommitLoop& commits;
    commit::Ledger const& ledger;
    crypto::SiteKeys const& keys;
    commit::SubjectKeys const& subjects;
    std::function<road::Setup()> setup;  ///< the one in force now
    Clock clock;
    Limits limits;
    Mailroom& mailroom;
    Budgets& budgets;       ///< of messages
    Budgets& refusals;      ///< each is an entry kept for ever, so they are dearer than messages
    Budgets& cosignatures;  ///< handed in: a witness that works, or gone wrong, leaves its agency's messages alone
    Workers& workers;       ///< where store reads and the road's computing run, off the sessions' threads
    commit::WitnessedLog& witnessed;
    /// Of a set that was in force once, by its whole digest; kNotFound where none is kept.
    std::function<Result<policy::PolicyFiles>(std::string const& digest)> policy_texts{};
};

}  // namespace micklegate::api
