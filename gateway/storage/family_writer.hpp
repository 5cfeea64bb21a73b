// One column family of a batch as the projections' port writes it; only storage's .cpp files include this.
#pragma once

#include "gateway/commit/key_value.hpp"
#include "gateway/storage/database.hpp"

#include <rocksdb/write_batch.h>

namespace micklegate::storage {

class FamilyWriter final : public commit::KeyValueWriter {
public:
    FamilyWriter(rocksdb::WriteBatch& batch, Database const& database, Family family)
        : batch_{batch}, family_{database.handle(family)}
    {
    }
    void put(std::string_view key, std::string_view value) override { batch_.Put(family_, slice(key), slice(value)); }
    void erase(std::string_view key) override { batch_.Delete(family_, slice(key)); }
    void erase_all(std::string_view prefix) override
    {
        std::string end{prefix};
        ++end.back();
        batch_.DeleteRange(family_, slice(prefix), slice(end));
    }

private:
    rocksdb::WriteBatch& batch_;
    rocksdb::ColumnFamilyHandle* family_;
};

}  // namespace micklegate::storage
