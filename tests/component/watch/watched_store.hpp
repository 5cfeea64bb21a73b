// A real store with a watch on its deadlines, which a test closes, kills and opens again.
#pragma once

#include "gateway/deliver/acknowledge.hpp"
#include "gateway/deliver/effect.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "gateway/deliver/recall.hpp"
#include "gateway/serve/deadlines.hpp"
#include "gateway/storage/store.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/sample_partnership.hpp"
#include "tests/support/sample_policy.hpp"
#include "tests/support/submit.hpp"
#include "tests/support/tmp_folder.hpp"

#include <filesystem>
#include <set>

namespace micklegate::serve {

class WatchedStore {
public:
    explicit WatchedStore(std::string_view begin) : clock{begin} { open(); }
    ~WatchedStore() { close(); }
    WatchedStore(WatchedStore const&) = delete;
    WatchedStore& operator=(WatchedStore const&) = delete;

    void close()
    {
        watches.clear();
        loop.reset();
        store.reset();
    }
    void open()
    {
        auto opened = storage::Store::open({folder(), "gate.example/log", [](std::string const&) {}}, keys.log);
        store = std::move(opened).value();
        loop.emplace(
            store->journal(), store->ledger(), clock.clock(), [] { return Result<void>{}; },
            commit::CommitLoop::Settings{});
        for (int i = 0; i < 2; ++i)
            watches.push_back(std::make_unique<Deadlines>(
                store->ledger(), *loop, clock.clock(), [this] { return setup; }, &no_kept_set, samples::kDesk, log));
    }
    /// What a process leaves behind that is killed now: its files, never closed. All that was answered is synced.
    void kill()
    {
        auto const left = folder();
        ++kills_;
        // Files that are rewritten while they are copied make no state that ever was.
        for (auto before = names_in(left); !copied(left, folder()) || names_in(left) != before; before = names_in(left))
            std::filesystem::remove_all(folder());
        close();
        std::filesystem::remove_all(left);
        open();
    }
    [[nodiscard]] commit::Answers submit(std::vector<commit::Intent> intents)
    {
        return test::commit_all(*loop, std::move(intents));
    }
    /// Until nothing is left that is due now.
    void watch(std::size_t by)
    {
        while (watches[by]->escalate_some().value()) {
        }
    }
    /// Every entry, in order.
    template <class Visit>
    void each_entry(Visit visit) const
    {
        auto const size = store->ledger().size().value();
        Sequence index = 0;
        auto const read = store->ledger().visit_entries(
            0, size, [&](std::string_view text) { visit(index++, commit::decode_entry(text).value()); });
        if (!read)
            throw std::runtime_error{one_line(read.error())};
    }

    crypto::SiteKeys const keys = [] {
        crypto::initialise();
        return crypto::SiteKeys::derive(crypto::Secret::random(32));
    }();
    test::ManualClock clock;
    road::Setup setup{{std::shared_ptr<policy::PolicySet const>{}, &samples::policy()},
                      samples::Partnership{}.agencies(),
                      {std::shared_ptr<registers::Registers const>{}, &samples::registers()}};
    std::unique_ptr<storage::Store> store;
    std::optional<commit::CommitLoop> loop;
    /// Two, as beside each other for a while when a gateway is replaced.
    std::vector<std::unique_ptr<Deadlines>> watches;

private:
    using Names = std::set<std::filesystem::path>;

    static Names names_in(std::filesystem::path const& folder)
    {
        Names names;
        for (auto const& file : std::filesystem::directory_iterator{folder})
            names.insert(file.path().filename());
        return names;
    }
    static bool copied(std::filesystem::path const& from, std::filesystem::path const& to)
    {
        std::error_code error;
        std::filesystem::copy(from, to, std::filesystem::copy_options::recursive, error);
        return !error;
    }
    /// In memory where there is such a folder: a year's syncs take minutes on a disk, and show no more than this.
    static std::filesystem::path root()
    {
        std::filesystem::path const memory = "/dev/shm";
        return std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
    }
    static Result<policy::PolicyFiles> no_kept_set(std::string const&)
    {
        return problem(ProblemCode::kNotFound, "No set was kept.");
    }
    [[nodiscard]] std::filesystem::path folder() const { return tmp_.path() / std::to_string(kills_); }

    test::TmpFolder const tmp_{root()};
    int kills_ = 0;
    receive::Log const log = [](receive::Severity, std::string const&) {};
};

}  // namespace micklegate::serve
