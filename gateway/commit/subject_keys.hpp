// Subjects in the log: each has a random key of its own, from which its pseudonym is made and under which its messages
// are locked. Whoever destroys the key leaves a log that is whole and that names nobody.
#pragma once

#include "gateway/base/bytes.hpp"
#include "gateway/commit/key_value.hpp"
#include "gateway/crypto/plain_key.hpp"
#include "gateway/model/ids.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace micklegate::crypto {
struct SiteKeys;
}

namespace micklegate::commit {

class Ledger;
struct Entry;

class SubjectKey {
public:
    /// `handle` and `link` are keyed hashes of the identity: where the key is found, and what the leak guard knows the
    /// subject by. `box` is the key, locked with the site's, as it is stored.
    /// `fresh`: made now, and in no store yet.
    SubjectKey(std::string handle, std::string link, Bytes box, crypto::PlainKey const& key, bool fresh);

    [[nodiscard]] std::string const& handle() const noexcept { return handle_; }
    [[nodiscard]] std::string const& link() const noexcept { return link_; }
    [[nodiscard]] std::string const& pseudonym() const noexcept { return pseudonym_; }
    [[nodiscard]] Bytes const& box() const noexcept { return box_; }
    [[nodiscard]] bool fresh() const noexcept { return fresh_; }
    /// Of the commit thread: it is destroyed, and whoever still holds it must not store anything under it.
    void forget() const noexcept { forgotten_ = true; }
    [[nodiscard]] bool forgotten() const noexcept { return forgotten_; }

    [[nodiscard]] Bytes lock(ByteView content) const;
    [[nodiscard]] Result<Bytes> unlock(ByteView box) const;

private:
    std::string handle_;
    std::string link_;
    Bytes box_;
    std::string pseudonym_;
    crypto::PlainKey content_;  ///< locks what is stored of the subject
    bool fresh_;
    mutable std::atomic<bool> forgotten_ = false;
};

using SubjectKeyPtr = std::shared_ptr<SubjectKey const>;

/// Thread-safe. A key that was made is given to everyone who asks for the same subject as long as anybody holds it, so
/// that it may be held until the record it came with is stored, and is found in the store from then on.
class SubjectKeys {
public:
    /// `keys` outlives it.
    explicit SubjectKeys(crypto::SiteKeys const& keys) : keys_{keys} {}

    /// `identity` as recognise::subject_identity gives it. Made where the subject is not known yet.
    [[nodiscard]] Result<SubjectKeyPtr> of(std::string_view identity, Ledger const& ledger) const;
    /// Null where the subject is not known, or not any more.
    [[nodiscard]] Result<SubjectKeyPtr> known(std::string_view identity, Ledger const& ledger) const;

    /// The same by the pseudonym that entries have.
    [[nodiscard]] Result<SubjectKeyPtr> named(std::string_view pseudonym, Ledger const& ledger) const;

    /// On the commit thread, by whoever destroys the key: it is in nobody's store any more, and who was given it when
    /// it was made must not put it there again.
    void forget(std::string_view pseudonym) const;

    /// The sealed message of an entry, unlocked. kNotFound where it has none, or where it was destroyed.
    [[nodiscard]] Result<Bytes> sealed_message(Ledger const& ledger, Sequence index, Entry const& entry) const;

private:
    [[nodiscard]] Result<SubjectKeyPtr> stored(std::string const& handle, Ledger const& ledger) const;

    crypto::SiteKeys const& keys_;
    mutable std::mutex mutex_;
    mutable std::unordered_map<std::string, std::weak_ptr<SubjectKey const>> held_;
    mutable std::size_t sweep_at_ = 64;  ///< size of held_ at which those that nobody holds are dropped
};

/// Whether the subject has a key, and so anything that can still be read.
[[nodiscard]] Result<bool> has_key(std::string_view pseudonym, Ledger const& ledger);
/// kUnavailable where the subject was erased since its key was read: what is locked under it could never be opened.
[[nodiscard]] Result<void> check_still_known(SubjectKey const& key, Ledger const& ledger);

/// The rows that hold a key, in the store of Ledger::subject_keys.
void store_subject(SubjectKey const& key, KeyValueWriter& out);
/// Deletes them; what is returned is the subject's link, for the leak guard to forget. Empty where it is not known.
[[nodiscard]] Result<std::string> forget_subject(KeyValueReader const& keys, std::string_view pseudonym,
                                                 KeyValueWriter& out);

}  // namespace micklegate::commit
