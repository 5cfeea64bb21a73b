#include "gateway/storage/due_upkeep.hpp"

#include "gateway/deliver/due.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "gateway/storage/family_writer.hpp"
#include "gateway/storage/rocksdb_ledger.hpp"

namespace micklegate::storage {
namespace {

constexpr std::string_view kCompleteKey = "due";
constexpr std::size_t kAtOnce = 4096;

Result<void> fold_first(RocksLedger const& ledger, std::string const& message, commit::KeyValueWriter& out)
{
    auto const steps = deliver::timeline(ledger.projections(), message);
    if (!steps || steps->empty())
        return steps ? Result<void>{} : steps.error();
    auto const first = commit::stored_receipt(ledger, steps->front().index);
    if (!first)
        return first.error();
    deliver::fold_due(first->entry, out);
    return {};
}

}  // namespace

Result<void> complete_due(Database& database)
{
    auto const complete = database.get(Family::kMeta, kCompleteKey);
    if (!complete)
        return complete.error();
    if (*complete)
        return {};
    RocksLedger const ledger{database};
    deliver::DueRange range;
    for (bool more = true; more;) {
        auto const due = deliver::due_of_all(ledger.projections(), range, kAtOnce);
        if (!due)
            return due.error();
        rocksdb::WriteBatch batch;
        FamilyWriter out{batch, database, Family::kProjections};
        for (deliver::Due const& each : *due)
            if (auto const folded = fold_first(ledger, each.message, out); !folded)
                return folded;
        more = due->size() == kAtOnce;
        if (more)
            range.after = due->back();
        else
            batch.Put(database.handle(Family::kMeta), slice(kCompleteKey), "all");
        if (rocksdb::Status const status = database.write(batch); !status.ok())
            return database.failure(status);
    }
    return {};
}

}  // namespace micklegate::storage
