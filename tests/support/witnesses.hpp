// A log in memory that signs its checkpoints, and witnesses that know nothing of each other: honest unless a test says
// otherwise.
#pragma once

#include "gateway/commit/ledger.hpp"
#include "gateway/evidence/add_checkpoint.hpp"
#include "gateway/evidence/checkpoint.hpp"
#include "gateway/evidence/cosignature.hpp"
#include "gateway/evidence/witness_policy.hpp"
#include "tests/support/memory_journal.hpp"
#include "tests/unit/evidence/sample_tree.hpp"

namespace micklegate::test {

inline crypto::SigningKey key_named(std::string_view name)
{
    crypto::initialise();
    return crypto::SigningKey::from_seed(crypto::sha256(as_bytes(name)));
}

/// Another `history` is another log under the same key.
class SignedLog final : public commit::Ledger {
public:
    static constexpr char const* kOrigin = "gate.example/log";

    explicit SignedLog(std::string history = "entry") : history_{std::move(history)} {}

    [[nodiscard]] evidence::NoteKey key() const { return evidence::note_key(kOrigin, signing_.verify_key()); }
    std::string const& grow_to(std::uint64_t size)
    {
        while (tiles_.tree.size() < size)
            tiles_.append(evidence::leaf_hash(as_bytes(history_ + std::to_string(tiles_.tree.size()))));
        note_ = evidence::sign_checkpoint({kOrigin, tiles_.tree.size(), tiles_.tree.root()}, signing_);
        return note_;
    }

    commit::KeyValueReader const& projections() const override { return nothing_; }
    commit::KeyValueReader const& subject_keys() const override { return nothing_; }
    evidence::TileHashes const& tile_hashes() const override { return tiles_; }
    Result<Sequence> size() const override { return tiles_.tree.size(); }
    Result<std::string> entry(Sequence) const override { return none(); }
    Result<Bytes> sealed(Sequence) const override { return none(); }
    Result<Bytes> actor_opening(Sequence) const override { return none(); }
    Result<Bytes> reason_opening(Sequence) const override { return none(); }
    Result<std::string> checkpoint() const override { return note_; }

private:
    static Problem none() { return problem(ProblemCode::kNotFound, "A log of hashes alone."); }

    std::string history_;
    crypto::SigningKey signing_ = key_named("the log's own key");
    evidence::MemoryTiles tiles_{{}};
    MemoryKeyValues nothing_;
    std::string note_;
};

struct TestWitness {
    explicit TestWitness(std::string called) : name{std::move(called)} {}

    [[nodiscard]] evidence::NoteKey note_key() const
    {
        return evidence::note_key(name + "/witness", key.verify_key(), evidence::KeyType::kCosignature);
    }
    [[nodiscard]] std::string policy_line(std::string const& url = "") const
    {
        return "witness " + name + " " + evidence::vkey_text(note_key()) + (url.empty() ? "" : " " + url) + "\n";
    }
    [[nodiscard]] evidence::NoteSignature line(std::string_view text) const
    {
        return evidence::cosign(text, note_key(), key, std::chrono::sys_seconds{std::chrono::seconds{1'795'000'000}});
    }
    /// The note with the witness's line under it.
    [[nodiscard]] std::string cosigned(std::string const& checkpoint) const
    {
        evidence::Note note = evidence::parse_note(checkpoint).value();
        note.signatures.push_back(line(note.text));
        return evidence::note_text(note);
    }

    std::string name;
    crypto::SigningKey key = key_named(name);
};

/// "1 police AND 2 of 3 courts".
struct Partnership {
    TestWitness police{"police.north-yorkshire"};
    TestWitness york{"court.york"};
    TestWitness leeds{"court.leeds"};
    TestWitness hull{"court.hull"};

    [[nodiscard]] std::vector<TestWitness const*> all() const { return {&police, &york, &leeds, &hull}; }
    /// `url_of` gives each its URL, or none.
    [[nodiscard]] std::string policy_text(
        evidence::NoteKey const& log,
        std::function<std::string(std::string const&)> const& url_of = [](auto const&) { return std::string{}; }) const
    {
        std::string text = "log " + evidence::vkey_text(log) + "\n";
        for (TestWitness const* const witness : all())
            text += witness->policy_line(url_of(witness->name));
        return text +
               "group courts 2 court.york court.leeds court.hull\ngroup both all police.north-yorkshire courts\n" +
               "quorum both\n";
    }
};

}  // namespace micklegate::test
