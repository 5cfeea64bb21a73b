// The log's resources: what it has not got yet is not found, and what it has and cannot read is never said to be
// absent.
#include "gateway/commit/log_resources.hpp"

#include "tests/support/memory_journal.hpp"

#include <gtest/gtest.h>

namespace micklegate::commit {
namespace {

/// Two entries and their tree, whose reads can be made to fail.
class FakeLedger final : public Ledger {
public:
    KeyValueReader const& projections() const override { return projections_; }
    KeyValueReader const& subject_keys() const override { return projections_; }
    evidence::TileHashes const& tile_hashes() const override { return hashes_; }
    Result<Sequence> size() const override { return 2; }
    Result<std::string> entry(Sequence) const override { return read(std::string{"{}"}); }
    Result<Bytes> sealed(Sequence) const override { return read(Bytes{}); }
    Result<Bytes> actor_opening(Sequence) const override { return read(Bytes{}); }
    Result<Bytes> reason_opening(Sequence) const override { return read(Bytes{}); }
    Result<std::string> checkpoint() const override { return note_broken ? unreadable() : Result<std::string>{note}; }

    bool broken = false;
    bool note_broken = false;
    std::string note = evidence::checkpoint_text({"gate.example/log", 2, {}}) + "\nsigned";

private:
    struct Hashes final : evidence::TileHashes {
        explicit Hashes(FakeLedger const& ledger) : ledger_{ledger} {}
        Result<std::vector<evidence::Digest>> read(unsigned, std::uint64_t, std::size_t count) const override
        {
            return ledger_.read(std::vector<evidence::Digest>(count));
        }
        FakeLedger const& ledger_;
    };

    static Problem unreadable() { return problem(ProblemCode::kUnavailable, "The disk does not answer."); }
    template <class Value>
    Result<Value> read(Value value) const
    {
        return broken ? Result<Value>{unreadable()} : Result<Value>{std::move(value)};
    }

    test::MemoryKeyValues projections_;
    Hashes hashes_{*this};
};

constexpr std::array kThere{"checkpoint", "tile/0/000.p/2", "tile/0/000.p/1", "tile/entries/000.p/2"};
constexpr std::array kNotThere{"tile/0/000",
                               "tile/0/000.p/3",
                               "tile/0/001.p/1",
                               "tile/1/000.p/1",
                               "tile/8/000.p/1",
                               "tile/63/000.p/1",
                               "tile/entries/000",
                               "tile/entries/001.p/1",
                               "tile",
                               "",
                               "tile/0/x999/x999/x999/x999/x999/999"};

TEST(LogResource, IsThereAsFarAsTheLogIsFilled)
{
    FakeLedger const ledger;
    for (char const* const path : kThere)
        EXPECT_TRUE(log_resource(ledger, path)) << path;
    for (char const* const path : kNotThere)
        EXPECT_EQ(log_resource(ledger, path).error().code, ProblemCode::kNotFound) << path;
}

TEST(LogResource, ThatCannotBeReadIsNotSaidToBeAbsent)
{
    FakeLedger ledger;
    ledger.broken = true;
    for (char const* const path : kThere)
        if (std::string_view{path} != "checkpoint") {
            EXPECT_EQ(log_resource(ledger, path).error().code, ProblemCode::kUnavailable) << path;
        }
    ledger.note_broken = true;
    for (char const* const path : kThere)
        EXPECT_EQ(log_resource(ledger, path).error().code, ProblemCode::kUnavailable) << path;
}

TEST(LogResource, OfALogWithoutEntriesIsNotThere)
{
    FakeLedger ledger;
    ledger.note.clear();
    for (char const* const path : kThere)
        EXPECT_EQ(log_resource(ledger, path).error().code, ProblemCode::kNotFound) << path;
}

}  // namespace
}  // namespace micklegate::commit
