#include "gateway/bench/store_floor.hpp"

#include "gateway/base/bytes.hpp"

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

namespace micklegate::bench {
namespace {

Problem no_store() { return problem(ProblemCode::kUnavailable, "The store to compare with cannot be written."); }

}  // namespace

struct StoreFloor::Store {
    std::unique_ptr<rocksdb::DB> database;
    std::uint64_t next = 0;
};

StoreFloor::StoreFloor(std::unique_ptr<Store> store) : store_{std::move(store)} {}
StoreFloor::StoreFloor(StoreFloor&&) noexcept = default;
StoreFloor::~StoreFloor() = default;

Result<StoreFloor> StoreFloor::open(std::filesystem::path const& folder)
{
    rocksdb::Options options;
    options.create_if_missing = true;
    rocksdb::DB* database = nullptr;
    if (!rocksdb::DB::Open(options, folder.string(), &database).ok())
        return no_store();
    auto store = std::make_unique<Store>();
    store->database.reset(database);
    return StoreFloor{std::move(store)};
}

Result<std::vector<Duration>> StoreFloor::write(std::span<std::string const> texts, std::size_t group)
{
    rocksdb::WriteOptions synced;
    synced.sync = true;
    std::vector<Duration> durations;
    while (!texts.empty()) {
        auto const begin = std::chrono::steady_clock::now();
        std::size_t const count = std::min(group, texts.size());
        rocksdb::WriteBatch batch;
        for (std::string const& text : texts.first(count)) {
            std::string key;
            append_be64(key, store_->next++);
            batch.Put(key, text);
        }
        if (!store_->database->Write(synced, &batch).ok())
            return no_store();
        durations.push_back(std::chrono::steady_clock::now() - begin);
        texts = texts.subspan(count);
    }
    return durations;
}

}  // namespace micklegate::bench
