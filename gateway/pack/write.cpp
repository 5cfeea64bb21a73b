#include "gateway/pack/write.hpp"

#include "gateway/evidence/tlog_proof.hpp"
#include "gateway/pack/checks.hpp"
#include "gateway/pack/entries_csv.hpp"
#include "gateway/pack/manifest.hpp"
#include "gateway/pack/report.hpp"
#include "gateway/pack/statement.hpp"

namespace micklegate::pack {
namespace {

Result<std::string> prove(Content const& content, Standing const& standing, evidence::TileHashes const& tree,
                          PackedEntry const& packed)
{
    auto path = evidence::inclusion_proof(tree, packed.index, standing.checkpoint.size);
    if (!path)
        return path.error();
    evidence::TlogProof const proof{packed.index, *std::move(path), content.checkpoint, packed.text};
    auto const checkpoint = evidence::verify_proof(proof, as_bytes(packed.text), content.log);
    if (!checkpoint)
        return problem(checkpoint.error().code,
                       "entry " + std::to_string(packed.index) + ": " + checkpoint.error().detail);
    return evidence::proof_text(proof);
}

}  // namespace

std::map<std::string, std::string> single_files(Content const& content, Standing const& standing)
{
    std::map<std::string, std::string> files;
    files.emplace(kReadme, statement_text(content, standing));
    files.emplace(kReport, report_html(content, standing));
    files.emplace(kTable, entries_csv(content.entries));
    files.emplace(kCheckpoint, content.checkpoint);
    files.emplace(kLogKey, evidence::vkey_text(content.log) + "\n");
    if (!content.witnesses.empty())
        files.emplace(kWitnesses, content.witnesses);
    return files;
}

Result<void> write(Content const& content, evidence::TileHashes const& tree, Put const& put,
                   std::function<void()> const& proven)
{
    auto const standing = standing_of(content);
    if (!standing)
        return standing.error();
    if (auto const sound = check_content(content); !sound)
        return sound;
    Manifest manifest{content.maker, content.lost, {}};
    auto const keep = [&](std::string const& path, std::string_view text) {
        manifest.files.emplace(path, hex(crypto::sha256(as_bytes(text))));
        return put(path, text);
    };
    for (PackedEntry const& packed : content.entries) {
        auto const proof = prove(content, *standing, tree, packed);
        if (!proof)
            return proof.error();
        if (auto const kept = keep(proof_path(packed.index), *proof); !kept)
            return kept;
        if (proven)
            proven();
    }
    for (auto const& [digest, files] : content.policies)
        for (auto const& [path, text] : files)
            if (auto const kept = keep(policy_path(digest, path), text); !kept)
                return kept;
    for (auto const& [path, text] : single_files(content, *standing))
        if (auto const kept = keep(path, text); !kept)
            return kept;
    return put(std::string{kManifest}, manifest_text(manifest));
}

}  // namespace micklegate::pack
