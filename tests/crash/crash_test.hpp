// A store that writers are killed on or failed under, and everything they acknowledged.
#pragma once

#include "gateway/evidence/checkpoint.hpp"
#include "gateway/storage/store.hpp"
#include "tests/crash/writer_process.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gtest/gtest.h>

namespace micklegate::crash {

inline constexpr char const* kOrigin = "gate.example/log";

class CrashTest : public testing::Test {
protected:
    static void SetUpTestSuite() { crypto::initialise(); }

    std::string data() const { return (folder.path() / "data").string(); }

    /// Starts a writer, ends it after so many lines, and remembers what it acknowledged.
    Testimony run_writer(std::size_t lines, std::vector<std::string> const& environment = {},
                         std::vector<std::string> const& tracer = {})
    {
        Testimony testimony = WriterProcess{data(), kOrigin, lines, environment, tracer}.listen();
        for (auto const& [id, index] : testimony.acknowledged)
            EXPECT_TRUE(acknowledged.emplace(id, index).second) << "acknowledged twice";
        return testimony;
    }

    /// Opens as a gateway would at its next start, and holds everything acknowledged so far against what is there.
    void reopen_and_compare()
    {
        auto const store = storage::Store::open({data(), kOrigin, {}}, key);
        ASSERT_TRUE(store) << one_line(store.error());
        auto const records = (*store)->journal().read(0, std::numeric_limits<std::size_t>::max());
        ASSERT_TRUE(records) << one_line(records.error());

        std::map<std::string, Sequence> there;
        std::vector<evidence::TileHash> unused;
        evidence::TreeBuilder tree;
        for (Sequence index = 0; index < records->size(); ++index) {
            commit::Record const& record = (*records)[index];
            EXPECT_EQ(record.sealed.size(), 400U) << "half a record";
            EXPECT_TRUE(there.emplace(commit::decode_entry(record.entry).value().message, index).second)
                << "stored twice";
            tree.append(evidence::leaf_hash(as_bytes(record.entry)), unused);
        }
        for (auto const& [id, index] : acknowledged) {
            ASSERT_TRUE(there.contains(id)) << "acknowledged and lost, at index " << index;
            ASSERT_EQ(there[id], index);
        }
        entries = records->size();
        if (entries == 0)
            return;
        auto const checkpoint = evidence::open_checkpoint((*store)->ledger().checkpoint().value(),
                                                          evidence::note_key(kOrigin, key.verify_key()));
        ASSERT_TRUE(checkpoint) << one_line(checkpoint.error());
        EXPECT_EQ(checkpoint->size, tree.size());
        EXPECT_EQ(checkpoint->root, tree.root());
    }

    crypto::SigningKey const key = crypto::SigningKey::from_seed(Bytes(32, 7));
    test::TmpFolder folder;
    std::map<std::string, std::uint64_t> acknowledged;
    std::size_t entries = 0;
};

}  // namespace micklegate::crash
