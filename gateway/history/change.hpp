// What a message changed in a record of a register, as it is kept beside the message's entry: locked under its
// subject's key, and found by keyed hashes alone. Erasing the subject takes it out of the register.
#pragma once

#include "gateway/commit/commit_loop.hpp"
#include "gateway/commit/key_value.hpp"
#include "gateway/commit/subject_keys.hpp"

#include <boost/json/object.hpp>

#include <set>
#include <string>
#include <vector>

namespace micklegate::history {

/// In clear, before it is kept.
struct Change {
    std::string register_name;         ///< "orders"
    std::string what;                  ///< what the message did to the record: "made", "served"
    std::vector<std::string> records;  ///< what the record is known by, its own reference first; at least one
    std::set<std::string> tokens;      ///< what it can be found by
    boost::json::object fields;        ///< of those the message released, the ones the register keeps
};

/// Hashes what leads to a record, so that nobody who has the store can try a name on it. Thread-safe.
class Blind {
public:
    /// `keys` outlives it.
    Blind(crypto::SiteKeys const& keys, std::string register_name)
        : keys_{keys}, register_name_{std::move(register_name)}
    {
    }

    [[nodiscard]] std::string const& register_name() const noexcept { return register_name_; }
    [[nodiscard]] std::string record(std::string_view reference) const;
    [[nodiscard]] std::string token(std::string_view text) const;

private:
    crypto::SiteKeys const& keys_;
    std::string register_name_;
};

/// The companion of the entry that accepts the message.
[[nodiscard]] Bytes encode(Change const& change, commit::SubjectKey const& subject, crypto::SiteKeys const& keys);
/// Puts it beside the entry, which commits to it. `accepted` has a subject.
void attach(Change const& change, crypto::SiteKeys const& keys, commit::Append& accepted);

/// A companion as far as it is readable without the subject's key. Points into what it was read from.
struct Kept {
    std::string_view register_name;
    std::string_view subject;               ///< pseudonym of whose key it is locked under
    std::vector<std::string_view> records;  ///< hashed, its own first
    std::vector<std::string_view> tokens;   ///< hashed
    ByteView locked;
};

/// kIntegrity unless encode() wrote it.
[[nodiscard]] Result<Kept> read_kept(ByteView companion);

struct Opened {
    std::string what;
    boost::json::object fields;
};
/// kIntegrity where the key is another's.
[[nodiscard]] Result<Opened> open(Kept const& kept, commit::SubjectKey const& subject);

/// What leads to the change, as rows of a projection; nothing for an empty companion. unfold() takes back what fold()
/// of the same bytes wrote, and nothing else.
[[nodiscard]] Result<void> fold(Sequence index, ByteView companion, commit::KeyValueWriter& out);
[[nodiscard]] Result<void> unfold(Sequence index, ByteView companion, commit::KeyValueWriter& out);

}  // namespace micklegate::history
