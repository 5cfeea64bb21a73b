// A log of a few entries, a pack made of some of them, and a folder in memory that holds it.
#pragma once

#include "gateway/pack/manifest.hpp"
#include "gateway/pack/verify.hpp"
#include "gateway/pack/write.hpp"
#include "tests/support/small_policies.hpp"
#include "tests/support/witnesses.hpp"

namespace micklegate::pack {

using Files = std::map<std::string, std::string>;

class MemoryFolder final : public Folder {
public:
    explicit MemoryFolder(Files held) : files{std::move(held)} {}

    Result<std::vector<std::string>> list() override
    {
        std::vector<std::string> paths;
        for (auto const& file : files)
            paths.push_back(file.first);
        return paths;
    }
    Result<std::string> read(std::string const& path) override
    {
        auto const file = files.find(path);
        if (file == files.end())
            return problem(ProblemCode::kIntegrity, path + ": It is missing from the pack.");
        return file->second;
    }

    Files files;
};

/// Whose entries fit "agency=school.901233": two of five, and the export's own comes last.
class SampleLog {
public:
    explicit SampleLog(std::string origin = "gate.example/log") : origin_{std::move(origin)}
    {
        add("police.north-yorkshire", commit::EntryKind::kAccepted);
        add("school.901233", commit::EntryKind::kOpened);
        add("school.901234", commit::EntryKind::kOpened);
        add("school.901233", commit::EntryKind::kActioned);
        commit::Entry exported = entry_of("auditor.partnership", commit::EntryKind::kExported);
        exported.purpose = "lawfulness";
        exported.filters = {"agency=school.901233"};
        exported.entries = 2;
        append(exported);
    }

    [[nodiscard]] evidence::NoteKey key() const { return evidence::note_key(origin_, signing_.verify_key()); }
    [[nodiscard]] evidence::TileHashes const& tree() const { return tiles_; }
    [[nodiscard]] PackedEntry const& at(std::size_t index) const { return entries_.at(index); }
    [[nodiscard]] std::string checkpoint() const
    {
        return evidence::sign_checkpoint({origin_, tiles_.tree.size(), tiles_.tree.root()}, signing_);
    }
    void append(commit::Entry const& entry)
    {
        std::string const text = commit::encode(entry);
        tiles_.append(evidence::leaf_hash(as_bytes(text)));
        entries_.push_back({entries_.size(), text, entry});
    }
    [[nodiscard]] static commit::Entry entry_of(std::string agency, commit::EntryKind kind)
    {
        commit::Entry entry;
        entry.kind = kind;
        entry.time = parse_rfc3339("2026-11-21T19:37:00Z").value();
        entry.agency = std::move(agency);
        return entry;
    }

private:
    void add(std::string agency, commit::EntryKind kind)
    {
        commit::Entry entry = entry_of(std::move(agency), kind);
        entry.policy = policy::digest_of(samples::small_policies());
        entry.why = "Because <b>\"this\"</b> & that.";
        append(entry);
    }

    std::string origin_;
    crypto::SigningKey signing_ = test::key_named("the log's own key");
    evidence::MemoryTiles tiles_{{}};
    std::vector<PackedEntry> entries_;
};

inline test::TestWitness const& witness()
{
    static test::TestWitness const one{"police.north-yorkshire"};
    return one;
}

inline std::string witness_policy(evidence::NoteKey const& log)
{
    return "log " + evidence::vkey_text(log) + "\n" + witness().policy_line() + "quorum police.north-yorkshire\n";
}

inline Content content_of(SampleLog const& log)
{
    Content content;
    content.maker = {"Imogen Farrar", "auditor"};
    content.log = log.key();
    content.checkpoint = witness().cosigned(log.checkpoint());
    content.witnesses = witness_policy(log.key());
    content.entries = {log.at(1), log.at(3), log.at(4)};
    content.policies.emplace(policy::digest_of(samples::small_policies()),
                             policy::deciding_files(samples::small_policies()));
    return content;
}

inline Result<Files> written(Content const& content, SampleLog const& log)
{
    Files files;
    auto const done = write(content, log.tree(), [&files](std::string const& path, std::string_view text) {
        files[path] = text;
        return Result<void>{};
    });
    return done ? Result<Files>{std::move(files)} : Result<Files>{done.error()};
}

/// As a forger does, who can hash.
inline void make_manifest_anew(Files& files)
{
    Manifest manifest = read_manifest(files.at("manifest.json")).value();
    manifest.files.clear();
    for (auto const& [path, text] : files)
        if (path != "manifest.json")
            manifest.files.emplace(path, hex(crypto::sha256(as_bytes(text))));
    files["manifest.json"] = manifest_text(manifest);
}

inline Trust trust_in(SampleLog const& log)
{
    return {log.key(), evidence::parse_witness_policy(witness_policy(log.key())).value()};
}

}  // namespace micklegate::pack
