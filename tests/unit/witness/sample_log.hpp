// A log that a test grows, forks and asks witnesses about; and a witness with a folder of its own.
#pragma once

#include "gateway/evidence/add_checkpoint.hpp"
#include "gateway/evidence/tiles.hpp"
#include "gateway/evidence/verify_log.hpp"
#include "gateway/witness/witness.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/tmp_folder.hpp"
#include "tests/unit/evidence/sample_keys.hpp"
#include "tests/unit/evidence/sample_tree.hpp"

namespace micklegate::witness {

using evidence::Digest;
using evidence::NoteKey;

/// Leaves are its branch's name and a number, so that two branches share what came before the fork.
class SampleLog final : public evidence::LogSource {
public:
    explicit SampleLog(std::string origin = std::string{evidence::kSampleLog})
        : origin_{std::move(origin)}, key_{evidence::key_of_sentence(origin_)}
    {
    }

    SampleLog& grow(std::size_t count, std::string const& branch = "entry")
    {
        for (std::size_t i = 0; i < count; ++i)
            leaves_.push_back(evidence::leaf_hash(as_bytes(branch + "-" + std::to_string(leaves_.size()))));
        return *this;
    }
    SampleLog& shrink_to(std::size_t size)
    {
        leaves_.resize(size);
        return *this;
    }

    /// As it is now, under "pending".
    SampleLog& wait_for_witnesses()
    {
        pending_ = note();
        return *this;
    }

    [[nodiscard]] std::string const& origin() const { return origin_; }
    [[nodiscard]] NoteKey key() const { return evidence::note_key(origin_, key_.verify_key()); }
    [[nodiscard]] crypto::SigningKey const& signing_key() const { return key_; }
    [[nodiscard]] std::size_t size() const { return leaves_.size(); }

    [[nodiscard]] Checkpoint checkpoint() const { return {origin_, size(), evidence::naive_root(leaves_)}; }
    [[nodiscard]] std::string note() const { return evidence::sign_checkpoint(checkpoint(), key_); }
    [[nodiscard]] std::vector<Digest> proof_from(std::size_t old_size) const
    {
        return evidence::consistency_proof(evidence::MemoryTiles{leaves_}, old_size, size()).value();
    }
    [[nodiscard]] std::string request(std::size_t old_size) const
    {
        return evidence::add_checkpoint_text({old_size, proof_from(old_size), note()});
    }

    /// The checkpoints and the tiles, as an honest gateway serves them.
    Result<Bytes> fetch(std::string const& path) override
    {
        if (path == "checkpoint" || (path == "pending" && !pending_.empty())) {
            std::string const text = path == "pending" ? pending_ : note();
            return Bytes{text.begin(), text.end()};
        }
        auto const name = evidence::parse_tile_path(path);
        evidence::MemoryTiles const tiles{leaves_};
        auto const hashes = name ? tiles.read(name->level, name->index * 256, name->width)
                                 : Result<std::vector<Digest>>{problem(ProblemCode::kNotFound, "No such tile.")};
        if (!hashes)
            return problem(ProblemCode::kNotFound, "No such tile.");
        Bytes bytes;
        for (Digest const& hash : *hashes)
            bytes.insert(bytes.end(), hash.begin(), hash.end());
        return bytes;
    }

private:
    std::string origin_;
    crypto::SigningKey key_;
    std::vector<Digest> leaves_;
    std::string pending_;
};

inline AgencyId const kAgency{"police.north-yorkshire"};

class WitnessFolder {
public:
    [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "state"; }

    [[nodiscard]] Witness witness(std::vector<NoteKey> logs, Edition edition = Edition::kMain)
    {
        return {{kAgency, key_, std::move(logs), edition, clock.clock()}, *StateFolder::open(path())};
    }

    [[nodiscard]] std::filesystem::path file_of(SampleLog const& log) const
    {
        return path() / (evidence::origin_hash(log.origin()) + ".checkpoint");
    }

    [[nodiscard]] std::size_t pairs_of_evidence() const
    {
        std::error_code error;
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{path() / "evidence", error},
                                                      std::filesystem::directory_iterator{}));
    }

    test::ManualClock clock{"2026-11-21T19:37:00.000Z"};

private:
    test::TmpFolder folder_;
    crypto::SigningKey key_ = evidence::key_of_sentence("police witness");
};

}  // namespace micklegate::witness
