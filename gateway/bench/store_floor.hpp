// What the store alone can do with the same bytes: RocksDB, synced before it answers, and nothing around it.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/bench/latency.hpp"

#include <filesystem>
#include <memory>
#include <span>

namespace micklegate::bench {

class StoreFloor {
public:
    [[nodiscard]] static Result<StoreFloor> open(std::filesystem::path const& folder);
    StoreFloor(StoreFloor&&) noexcept;
    ~StoreFloor();

    /// One synced write per `group` of the texts, in turn: how long each took.
    [[nodiscard]] Result<std::vector<Duration>> write(std::span<std::string const> texts, std::size_t group);

private:
    struct Store;
    explicit StoreFloor(std::unique_ptr<Store> store);
    std::unique_ptr<Store> store_;
};

}  // namespace micklegate::bench
