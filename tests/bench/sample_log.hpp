// Entries like those of a gateway at work, as many as are asked for, and a store that grows with them.
#pragma once

#include "gateway/crypto/site_keys.hpp"
#include "gateway/evidence/signed_note.hpp"
#include "gateway/storage/store.hpp"

#include <random>

namespace micklegate::bench {

enum class EntrySize {
    kAccepted,  ///< disclosures, with everything that such an entry holds, and a refusal now and then
    kShort,     ///< a refusal, which says little
};

/// The same entries each time; `index` gives one its time.
class SampleEntries {
public:
    explicit SampleEntries(EntrySize size) : size_{size} {}
    [[nodiscard]] commit::Record record(std::uint64_t index);

private:
    [[nodiscard]] std::string random_hex(std::size_t bytes);
    /// The pseudonym of one of so many.
    [[nodiscard]] std::string one_of(std::string_view kind, std::uint64_t count);
    [[nodiscard]] commit::Entry accepted(std::uint64_t index, ByteView sealed);
    [[nodiscard]] static commit::Entry refused(std::uint64_t index);

    EntrySize size_;
    std::mt19937_64 random_{2026};
};

/// What appending cost, of so many entries in groups with a sync each.
struct AppendCost {
    double wall_us = 0;       ///< an entry
    double processor_us = 0;  ///< of all threads, RocksDB's included
};

class SampleLog {
public:
    SampleLog(std::filesystem::path const& folder, EntrySize size);

    [[nodiscard]] std::uint64_t size() const { return store_->journal().head().next; }
    [[nodiscard]] storage::Store& store() { return *store_; }
    [[nodiscard]] evidence::NoteKey key() const;
    [[nodiscard]] crypto::SiteKeys const& keys() const { return keys_; }
    [[nodiscard]] AppendCost append(std::uint64_t count, std::size_t group);

private:
    crypto::SiteKeys keys_;
    std::unique_ptr<storage::Store> store_;
    SampleEntries entries_;
};

/// Processor time of this process so far, in microseconds.
[[nodiscard]] double processor_us();

}  // namespace micklegate::bench
