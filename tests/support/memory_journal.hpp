// The journal and ledger ports in memory: they record what they were given, and fail where a test says so.
#pragma once

#include "gateway/commit/journal.hpp"
#include "gateway/commit/known_values.hpp"
#include "gateway/commit/ledger.hpp"
#include "gateway/history/change.hpp"

#include <cstdlib>
#include <deque>
#include <functional>
#include <map>
#include <utility>

namespace micklegate::test {

class MemoryKeyValues final : public commit::KeyValueReader, public commit::KeyValueWriter {
public:
    std::map<std::string, std::string, std::less<>> values;
    bool broken = false;  ///< every read fails

    void put(std::string_view key, std::string_view value) override
    {
        values.insert_or_assign(std::string{key}, value);
    }
    void erase(std::string_view key) override { values.erase(std::string{key}); }
    void erase_all(std::string_view prefix) override
    {
        std::erase_if(values, [&](auto const& each) { return each.first.starts_with(prefix); });
    }
    Result<std::optional<std::string>> get(std::string_view key) const override
    {
        if (broken)
            return unreadable();
        auto const at = values.find(key);
        return at == values.end() ? std::nullopt : std::optional{at->second};
    }
    Result<void> scan(std::string_view prefix, std::string_view from,
                      std::function<bool(std::string_view, std::string_view)> const& visit) const override
    {
        if (broken)
            return unreadable();
        for (auto at = values.lower_bound(from); at != values.end() && at->first.starts_with(prefix); ++at)
            if (!visit(at->first, at->second))
                break;
        return {};
    }

private:
    static Problem unreadable() { return problem(ProblemCode::kUnavailable, "The store failed."); }
};

/// What the next append does instead of storing and saying so.
enum class Fault { kUnknownButStored, kUnknownAndLost, kConflict };

class MemoryJournal final : public commit::Journal {
public:
    using Fold = std::function<Result<void>(Sequence, commit::Record const&, commit::KeyValueWriter&)>;

    explicit MemoryJournal(Fold fold) : fold_{std::move(fold)} {}

    std::deque<Fault> faults;
    std::function<void()> before_next_append;  ///< called once
    std::vector<std::size_t> batches;          ///< how many records each append was given
    std::vector<commit::Record> records;
    MemoryKeyValues projections;
    MemoryKeyValues subject_keys;

    commit::AppendResult append(Sequence expected, Epoch, std::span<commit::Record const> batch) override
    {
        if (auto const hook = std::exchange(before_next_append, nullptr))
            hook();
        batches.push_back(batch.size());
        auto const fault = faults.empty() ? std::nullopt : std::optional{faults.front()};
        if (fault)
            faults.pop_front();
        if (fault == Fault::kConflict)
            return commit::Conflict{expected + 1};
        auto const stored = fault == Fault::kUnknownAndLost ? Result<void>{} : store(batch);
        if (!stored)
            return commit::Refused{stored.error()};
        if (fault)
            return commit::Unknown{problem(ProblemCode::kUnavailable, "The engine did not answer.")};
        return commit::Committed{expected, records.size()};
    }
    Result<std::vector<commit::Record>> read(Sequence from, std::size_t most) const override
    {
        std::size_t const first = std::min<std::size_t>(from, records.size());
        std::size_t const count = std::min(most, records.size() - first);
        auto const begin = records.begin() + static_cast<std::ptrdiff_t>(first);
        return std::vector<commit::Record>{begin, begin + static_cast<std::ptrdiff_t>(count)};
    }
    commit::JournalHead head() const override { return {records.size(), 1}; }

private:
    /// What a fold writes, until all of them have succeeded.
    struct Changes final : commit::KeyValueWriter {
        std::vector<std::function<void(MemoryKeyValues&)>> in_order;

        void put(std::string_view key, std::string_view value) override
        {
            in_order.emplace_back([k = std::string{key}, v = std::string{value}](auto& to) { to.put(k, v); });
        }
        void erase(std::string_view key) override
        {
            in_order.emplace_back([k = std::string{key}](auto& to) { to.erase(k); });
        }
        void erase_all(std::string_view prefix) override
        {
            in_order.emplace_back([k = std::string{prefix}](auto& to) { to.erase_all(k); });
        }
    };

    Result<void> store(std::span<commit::Record const> batch)
    {
        Changes changes;
        for (std::size_t i = 0; i < batch.size(); ++i)
            if (auto const folded = fold_(records.size() + i, batch[i], changes); !folded)
                return folded;
        for (auto const& change : changes.in_order)
            change(projections);
        records.insert(records.end(), batch.begin(), batch.end());
        for (commit::Record const& record : batch)
            apply(record);
        return {};
    }

    void apply(commit::Record const& record)
    {
        if (record.subject && record.subject->fresh())
            commit::store_subject(*record.subject, subject_keys);
        for (Sequence const index : record.destroys)
            records.at(index).sealed.clear();
        for (Sequence const index : record.strikes) {
            if (!history::unfold(index, records.at(index).change, projections))
                std::abort();
            records.at(index).change.clear();
        }
        for (commit::Forgotten const& forgotten : record.forgets)
            if (auto const link = commit::forget_subject(subject_keys, forgotten.subject, subject_keys);
                link && !link->empty())
                commit::forget_known(*link, projections);
    }

    Fold fold_;
};

class MemoryLedger : public commit::Ledger {
public:
    explicit MemoryLedger(MemoryJournal const& journal) : journal_{journal} {}

    commit::KeyValueReader const& projections() const override { return journal_.projections; }
    commit::KeyValueReader const& subject_keys() const override { return journal_.subject_keys; }
    evidence::TileHashes const& tile_hashes() const override { return no_tree_; }
    Result<Sequence> size() const override { return journal_.records.size(); }
    Result<std::string> entry(Sequence index) const override
    {
        if (index >= journal_.records.size())
            return problem(ProblemCode::kIntegrity, "There is no such entry.");
        return journal_.records[index].entry;
    }
    Result<Bytes> sealed(Sequence index) const override { return journal_.records.at(index).sealed; }
    Result<Bytes> actor_opening(Sequence index) const override { return journal_.records.at(index).actor_opening; }
    Result<Bytes> reason_opening(Sequence index) const override { return journal_.records.at(index).reason_opening; }
    Result<Bytes> change(Sequence index) const override
    {
        Bytes const& change = journal_.records.at(index).change;
        if (change.empty())
            return problem(ProblemCode::kNotFound, "The entry changed no register.");
        return change;
    }
    Result<std::string> checkpoint() const override { return std::string{}; }

private:
    struct NoTree final : evidence::TileHashes {
        Result<std::vector<evidence::Digest>> read(unsigned, std::uint64_t, std::size_t) const override
        {
            return problem(ProblemCode::kIntegrity, "A journal in memory keeps no tree.");
        }
    };

    MemoryJournal const& journal_;
    NoTree no_tree_;
};

}  // namespace micklegate::test
