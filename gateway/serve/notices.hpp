// Tells agencies, by mail or by a call of their own systems, that something waits for them: never what.
#pragma once

#include "gateway/crypto/signing.hpp"
#include "gateway/notice/address_book.hpp"
#include "gateway/notice/schedule.hpp"
#include "gateway/notice/transfers.hpp"
#include "gateway/serve/costly_readings.hpp"
#include "gateway/serve/turns.hpp"
#include "gateway/serve/watched_file.hpp"
#include "gateway/site/site.hpp"

#include <atomic>

namespace micklegate::serve {

enum class Channel { kEmail, kWebhook };

/// One channel, on a thread of its own: what is slow or dead there delays neither the other nor the gateway.
class Notices {
public:
    /// `key` signs calls. All outlive it.
    Notices(Channel channel, site::Site const& site, commit::Ledger const& ledger, crypto::SigningKey const& key,
            Clock clock, receive::Log const& log, notice::Pace pace = {});
    ~Notices();
    Notices(Notices const&) = delete;
    Notices& operator=(Notices const&) = delete;

    /// kConfiguration where notices.toml, or a file that it or the settings name, cannot be read. Before start().
    [[nodiscard]] Result<void> open();
    /// Begins with what agencies were not told of when the last run ended, on the first one with what comes next.
    void start() { turns_.start(); }
    /// A transfer that is under way ends unfinished, and is made again by the next run.
    void stop();

    /// One turn: takes over new addresses, reads on in the journal, tells who is due. For one thread.
    [[nodiscard]] Result<void> tell_some();

    /// Callable from any thread.
    [[nodiscard]] Readings readings() const;

private:
    [[nodiscard]] std::chrono::milliseconds turn();
    [[nodiscard]] Result<void> read_addresses();
    [[nodiscard]] bool reaches(AgencyId const& agency) const;
    [[nodiscard]] Result<void> read_on();
    void tell(std::vector<AgencyId> const& agencies);
    [[nodiscard]] notice::Transfer transfer(notice::Waiting const& waiting, std::string const& id) const;
    void take_results(std::vector<AgencyId> const& agencies, std::vector<Result<void>> const& results);
    void take_result(AgencyId const& agency, Result<void> const& got_through, bool is_away);
    [[nodiscard]] Result<void> remember();

    Channel channel_;
    std::string name_;
    site::Site const& site_;
    commit::Ledger const& ledger_;
    crypto::SigningKey const& key_;
    Clock clock_;
    receive::Log const& tell_operator_;
    receive::ThrottledLog failures_;
    WatchedFile file_;
    notice::AddressBook book_;
    std::optional<notice::Transfers> transfers_;
    notice::Pace pace_;
    notice::Schedule schedule_;
    Sequence next_ = 0;                   ///< the first entry that was not read yet
    std::optional<Sequence> remembered_;  ///< as it stands in the file
    notice::Instant next_remembering_{};
    notice::Instant next_round_{};  ///< not before, where the last round reached nobody
    std::chrono::milliseconds rest_{0};
    std::set<AgencyId> complained_of_;  ///< whose notices do not get through, as the operator was told
    bool well_ = true;                  ///< the last round reached somebody
    bool sound_file_ = true;            ///< as the operator was last told
    std::atomic<bool> stopping_ = false;
    std::atomic<std::uint64_t> sent_ = 0;
    std::atomic<std::uint64_t> failed_ = 0;
    std::atomic<std::uint64_t> given_up_ = 0;
    std::atomic<std::uint64_t> untold_ = 0;

    Turns turns_;
};

}  // namespace micklegate::serve
