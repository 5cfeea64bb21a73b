// The Journal port: one ordered, append-only sequence of records, behind which an engine stands.
#pragma once

#include "gateway/base/bytes.hpp"
#include "gateway/base/result.hpp"
#include "gateway/commit/subject_keys.hpp"
#include "gateway/model/ids.hpp"

#include <span>
#include <string>
#include <variant>
#include <vector>

namespace micklegate::commit {

/// A subject whose key is destroyed: its pseudonym can be made from nothing any more, and what is locked under its key
/// stays so.
struct Forgotten {
    std::string subject;           ///< pseudonym
    std::vector<Sequence> told{};  ///< entries whose known values are to lose what they say of the subject
};

/// An entry's canonical bytes (the tree's leaf) and its erasable companion.
struct Record {
    std::string entry;
    Bytes sealed;            ///< sealed message, locked under its subject's key where it has one; or empty
    Bytes actor_opening;     ///< the actor's identity and salt, locked with the site's actor key, or empty
    Bytes reason_opening{};  ///< the same of the reason the actor gave
    Bytes known{};           ///< what encode_known() made of the values a message told, or empty
    Bytes change{};          ///< what history::encode() made of a change to a register, or empty
    std::shared_ptr<SubjectKey const> subject{};  ///< stored with the record, where it is not yet; read() gives none
    std::vector<Sequence> destroys{};             ///< entries whose sealed bytes go with this record; read() gives none
    std::vector<Sequence> strikes{};              ///< entries whose changes to registers do; read() gives none
    std::vector<Forgotten> forgets{};             ///< read() gives none
};

struct Committed {
    Sequence first = 0;
    Sequence next = 0;  ///< one past the last record
};
/// Someone else appended: the journal's next sequence is `actual`.
struct Conflict {
    Sequence actual = 0;
};
/// Neither stored nor not stored is known. Resolve by reading `expected` on and comparing entries, never by appending
/// again.
struct Unknown {
    Problem cause;
};
/// The records are not fit to be stored, and none of them was: the journal goes on with others.
struct Refused {
    Problem cause;
};
using AppendResult = std::variant<Committed, Conflict, Unknown, Refused>;

struct JournalHead {
    Sequence next = 0;
    Epoch epoch = 0;
};

/// Engines are called from the commit thread alone for append(), from any thread for the rest.
class Journal {
public:
    virtual ~Journal() = default;
    /// All records or none, durable (synced) before it returns Committed. Fenced by `expected` and `epoch`.
    [[nodiscard]] virtual AppendResult append(Sequence expected, Epoch epoch, std::span<Record const> records) = 0;
    [[nodiscard]] virtual Result<std::vector<Record>> read(Sequence from, std::size_t most) const = 0;
    [[nodiscard]] virtual JournalHead head() const = 0;
};

}  // namespace micklegate::commit
