// RocksDB's log format, in which manifests and write-ahead logs are written: records cut into blocks of 32 KiB.
#pragma once

#include "gateway/base/bytes.hpp"

#include <optional>

namespace micklegate::storage {

struct RecordFault {
    std::uint64_t at = 0;  ///< byte
    bool cut_off = false;  ///< the file ends inside a record
};

/// The first fault of a file read block by block. Not thread-safe.
class RecordFileCheck {
public:
    static constexpr std::size_t kBlock = 32'768;

    /// The file's next kBlock bytes; fewer are its last.
    [[nodiscard]] std::optional<RecordFault> take(ByteView block);
    [[nodiscard]] std::optional<RecordFault> end() const;

private:
    [[nodiscard]] bool follows(std::uint8_t type);

    std::uint64_t at_ = 0;
    bool in_parts_ = false;  ///< the last record goes on in the next block
};

[[nodiscard]] std::uint32_t crc32c(ByteView bytes);

}  // namespace micklegate::storage
