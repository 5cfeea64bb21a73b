#include "gateway/storage/record_file.hpp"

#include "gateway/storage/file_check.hpp"

#include <rocksdb/file_checksum.h>

#include <algorithm>
#include <array>

namespace micklegate::storage {
namespace {

constexpr std::size_t kHeader = 7;  ///< checksum, length, type
enum RecordType : std::uint8_t { kFull = 1, kFirst = 2, kMiddle = 3, kLast = 4 };

std::uint32_t little_endian(ByteView bytes) noexcept
{
    std::uint32_t value = 0;
    for (std::size_t i = bytes.size(); i != 0; --i)
        value = value << 8U | bytes[i - 1];
    return value;
}

/// So that a checksum of bytes that hold checksums is not itself one of them.
std::uint32_t masked(std::uint32_t crc) noexcept { return ((crc >> 15U) | (crc << 17U)) + 0xa282ead8U; }

bool is_zero(std::uint8_t byte) noexcept { return byte == 0; }

}  // namespace

std::uint32_t crc32c(ByteView bytes)
{
    auto const generator = table_checksums()->CreateFileChecksumGenerator({});
    generator->Update(as_text(bytes).data(), bytes.size());
    generator->Finalize();
    std::string const big_endian = generator->GetChecksum();
    std::array<std::uint8_t, 4> reversed{};
    std::reverse_copy(as_bytes(big_endian).begin(), as_bytes(big_endian).end(), reversed.begin());
    return little_endian(reversed);
}

bool RecordFileCheck::follows(std::uint8_t type)
{
    bool const begins = type == kFull || type == kFirst;
    bool const goes_on = type == kMiddle || type == kLast;
    if (in_parts_ ? !goes_on : !begins)
        return false;
    in_parts_ = type == kFirst || type == kMiddle;
    return true;
}

std::optional<RecordFault> RecordFileCheck::take(ByteView block)
{
    bool const last = block.size() < kBlock;
    while (block.size() >= kHeader) {
        std::size_t const length = kHeader + little_endian(block.subspan(4, 2));
        if (length > block.size())
            return RecordFault{at_, last};
        ByteView const record = block.first(length);
        if (little_endian(record.first(4)) != masked(crc32c(record.subspan(kHeader - 1))) ||
            !follows(record[kHeader - 1]))
            return RecordFault{at_, last && length == block.size()};
        block = block.subspan(length);
        at_ += length;
    }
    if (last && !block.empty())
        return RecordFault{at_, true};
    if (!std::ranges::all_of(block, is_zero))
        return RecordFault{at_, false};
    at_ += block.size();
    return std::nullopt;
}

std::optional<RecordFault> RecordFileCheck::end() const
{
    return in_parts_ ? std::optional{RecordFault{at_, true}} : std::nullopt;
}

}  // namespace micklegate::storage
