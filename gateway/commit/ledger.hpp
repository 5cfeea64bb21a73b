// What the rest of the gateway reads of the journal: entries, their sealed companions, and the projections folded from
// them.
#pragma once

#include "gateway/commit/entry.hpp"
#include "gateway/commit/key_value.hpp"
#include "gateway/evidence/merkle.hpp"

namespace micklegate::commit {

/// Callable from any thread; each call sees whole commits only.
class Ledger {
public:
    virtual ~Ledger() = default;
    [[nodiscard]] virtual KeyValueReader const& projections() const = 0;
    /// Subjects' keys, which no projection holds: see SubjectKeys.
    [[nodiscard]] virtual KeyValueReader const& subject_keys() const = 0;
    [[nodiscard]] virtual evidence::TileHashes const& tile_hashes() const = 0;
    /// How many entries there are: what is read from now on is from no earlier state.
    [[nodiscard]] virtual Result<Sequence> size() const = 0;
    /// The entry's canonical bytes; kIntegrity when `index` is below the size but cannot be read.
    [[nodiscard]] virtual Result<std::string> entry(Sequence index) const = 0;
    /// The same of `count` entries in their order, up to the first that cannot be read. What is visited is gone after
    /// the visit.
    [[nodiscard]] virtual Result<void> visit_entries(Sequence first, std::size_t count,
                                                     std::function<void(std::string_view)> const& visit) const
    {
        for (Sequence index = first; index < first + count; ++index) {
            auto const text = entry(index);
            if (!text)
                return text.error();
            visit(*text);
        }
        return {};
    }
    /// As stored: see SubjectKeys::sealed_message. kNotFound where the entry has none, or none any more.
    [[nodiscard]] virtual Result<Bytes> sealed(Sequence index) const = 0;
    [[nodiscard]] virtual Result<Bytes> actor_opening(Sequence index) const = 0;
    [[nodiscard]] virtual Result<Bytes> reason_opening(Sequence index) const = 0;
    /// What the entry's message changed in a register, as stored: see history::Records. kNotFound as above.
    [[nodiscard]] virtual Result<Bytes> change(Sequence /*index*/) const
    {
        return problem(ProblemCode::kNotFound, "The entry changed no register.");
    }
    /// The latest signed checkpoint; empty before the first entry.
    [[nodiscard]] virtual Result<std::string> checkpoint() const = 0;
};

}  // namespace micklegate::commit
