// Asks the witnesses that have a URL for their cosignatures on the pending checkpoint (C2SP tlog-witness).
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/commit/witnessed_log.hpp"
#include "gateway/receive/throttled_log.hpp"
#include "gateway/witness_client/plain_http.hpp"

#include <map>

namespace micklegate::serve {

/// For one thread.
class WitnessGatherer {
public:
    /// A witness that failed is asked again after 2, 4, 8 … seconds, and at least this often.
    static constexpr std::chrono::seconds kLongestPause{60};

    /// `ledger`, `witnessed` and `log` outlive it.
    WitnessGatherer(commit::Ledger const& ledger, commit::WitnessedLog& witnessed, witness_client::AskEach ask,
                    receive::Log const& log, Clock clock);

    /// Asks each witness that has not cosigned the pending checkpoint yet and is not in its pause. Each is sent the
    /// checkpoint at most twice, a second time when it says what size it holds, and asked once for what it cosigned
    /// last when it refuses. True where anybody was asked.
    bool round();

private:
    using Witness = evidence::WitnessPolicy::Witness;
    struct Standing {
        std::uint64_t size = 0;  ///< of the checkpoint it cosigned last, as far as is known
        std::chrono::seconds pause{0};
        Moment failed_at{};
        std::string told;  ///< what the operator was told of it; empty while it is well
    };
    struct Asked {
        Witness const* witness;
        Standing* standing;
    };
    /// The checkpoint of one round, and the proofs that lead to it, each made once.
    struct Offer {
        evidence::Note note;
        std::uint64_t size;
        std::map<std::uint64_t, std::vector<evidence::Digest>> proofs{};
    };
    struct Answers {
        std::vector<Asked> other_size;  ///< it holds another checkpoint than was thought
        std::vector<Asked> refused;
    };

    [[nodiscard]] std::vector<Asked> due(commit::WitnessedLog::Policy const& policy, evidence::Note const& pending);
    [[nodiscard]] Result<witness_client::Request> request(Asked const& asked, Offer& offer) const;
    [[nodiscard]] Answers push(std::vector<Asked> const& all, Offer& offer);
    void read(Asked const& asked, witness_client::Reply const& reply, Offer const& offer, Answers& answers);
    void read_lines(Asked const& asked, std::string_view lines, Offer const& offer);
    void examine(std::vector<Asked> const& refused, Offer const& offer);
    void read_held(Asked const& asked, std::string const& note, Offer const& offer);
    void well(Asked const& asked);
    void failed(Asked const& asked, std::string const& why);

    commit::Ledger const& ledger_;
    commit::WitnessedLog& witnessed_;
    witness_client::AskEach ask_;
    receive::ThrottledLog lines_;
    Clock clock_;
    std::map<std::string, Standing> standings_;  ///< by the witness's verifier key
};

}  // namespace micklegate::serve
