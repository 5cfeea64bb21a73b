#include "gateway/pack/verify.hpp"

#include "gateway/base/joined.hpp"
#include "gateway/evidence/lines.hpp"
#include "gateway/evidence/tlog_proof.hpp"
#include "gateway/pack/checks.hpp"
#include "gateway/pack/manifest.hpp"
#include "gateway/pack/write.hpp"

#include <algorithm>
#include <set>

namespace micklegate::pack {
namespace {

Problem faulty(std::string_view file, std::string_view detail)
{
    return problem(ProblemCode::kIntegrity, std::string{file} + ": " + std::string{detail});
}

/// The files that are there are those of the manifest, no more and no fewer.
Result<void> check_list(Manifest const& manifest, std::vector<std::string> const& listed)
{
    std::set<std::string> there{listed.begin(), listed.end()};
    for (auto const& file : manifest.files)
        if (there.erase(file.first) == 0)
            return faulty(file.first, "It is missing from the pack.");
    there.erase(std::string{kManifest});
    if (!there.empty())
        return faulty(*there.begin(), "It is no part of the pack.");
    return {};
}

/// Reads a file of the manifest, as the manifest has it.
class Reader {
public:
    Reader(Folder& folder, Manifest const& manifest) : folder_{folder}, manifest_{manifest} {}

    [[nodiscard]] bool has(std::string_view path) const { return manifest_.files.contains(std::string{path}); }
    [[nodiscard]] Result<std::string> read(std::string_view path) const
    {
        auto const known = manifest_.files.find(std::string{path});
        if (known == manifest_.files.end())
            return faulty(path, "It is missing from the pack.");
        auto text = folder_.read(known->first);
        if (text && hex(crypto::sha256(as_bytes(*text))) != known->second)
            return faulty(path, "It is not the file that the manifest names.");
        return text;
    }
    /// The paths below a folder.
    [[nodiscard]] std::vector<std::string> below(std::string_view folder) const
    {
        std::vector<std::string> paths;
        for (auto const& file : manifest_.files)
            if (file.first.starts_with(folder))
                paths.push_back(file.first);
        return paths;
    }

private:
    Folder& folder_;
    Manifest const& manifest_;
};

Result<evidence::NoteKey> log_key(Reader const& reader)
{
    auto const text = reader.read(kLogKey);
    if (!text)
        return text.error();
    auto const key = evidence::parse_vkey(std::string_view{*text}.substr(0, text->find('\n')));
    if (!key)
        return faulty(kLogKey, key.error().detail);
    return *key;
}

Result<PackedEntry> proven_entry(Reader const& reader, std::string const& path, Content const& content)
{
    auto const text = reader.read(path);
    if (!text)
        return text.error();
    auto proof = evidence::parse_proof(*text);
    if (!proof)
        return faulty(path, proof.error().detail);
    if (path != proof_path(proof->index))
        return faulty(path, "It is named after another entry.");
    if (proof->checkpoint != content.checkpoint)
        return faulty(path, "It is under another checkpoint than the pack's.");
    if (auto const proven = evidence::verify_proof(*proof, as_bytes(proof->extra), content.log); !proven)
        return faulty(path, proven.error().detail);
    auto entry = commit::decode_entry(proof->extra);
    if (!entry)
        return faulty(path, entry.error().detail);
    return PackedEntry{proof->index, std::move(proof->extra), *std::move(entry)};
}

Result<void> read_entries(Reader const& reader, Content& content)
{
    for (std::string const& path : reader.below("proofs/")) {
        auto packed = proven_entry(reader, path, content);
        if (!packed)
            return packed.error();
        content.entries.push_back(*std::move(packed));
    }
    std::ranges::sort(content.entries, {}, &PackedEntry::index);
    return {};
}

Result<void> read_policies(Reader const& reader, Content& content)
{
    constexpr std::string_view kFolder = "policies/";
    for (std::string const& path : reader.below(kFolder)) {
        std::string_view const rest = std::string_view{path}.substr(kFolder.size());
        std::size_t const slash = rest.find('/');
        auto text = reader.read(path);
        if (!text)
            return text.error();
        if (slash == std::string_view::npos)
            return faulty(path, "It is no part of a policy set.");
        content.policies["sha256:" + std::string{rest.substr(0, slash)}].emplace(rest.substr(slash + 1),
                                                                                 *std::move(text));
    }
    return {};
}

/// Everything in the pack that the rest is computed from, each part held against the checkpoint.
Result<Content> read_content(Reader const& reader, Manifest const& manifest)
{
    Content content;
    content.maker = manifest.maker;
    content.lost = manifest.lost;
    auto const key = log_key(reader);
    if (!key)
        return key.error();
    content.log = *key;
    auto checkpoint = reader.read(kCheckpoint);
    auto witnesses = reader.has(kWitnesses) ? reader.read(kWitnesses) : Result<std::string>{std::string{}};
    if (!checkpoint || !witnesses)
        return checkpoint ? witnesses.error() : checkpoint.error();
    content.checkpoint = *std::move(checkpoint);
    content.witnesses = *std::move(witnesses);
    if (auto const read = read_entries(reader, content); !read)
        return read.error();
    if (auto const read = read_policies(reader, content); !read)
        return read.error();
    return content;
}

/// What people read says what was proven: it is written anew and compared.
Result<void> compare_renderings(Reader const& reader, Content const& content, Standing const& standing)
{
    auto const expected = single_files(content, standing);
    for (auto const& [path, text] : expected) {
        auto const found = reader.read(path);
        if (!found)
            return found.error();
        if (*found != text)
            return faulty(path, "It does not say what the proven entries say.");
    }
    for (auto const& path : reader.below({}))
        if (!expected.contains(path) && !path.starts_with("proofs/") && !path.starts_with("policies/"))
            return faulty(path, "It is no part of the pack.");
    return {};
}

Result<Standing> judged(Content const& content, Standing const& own, Trust const& trust)
{
    if (trust.log && *trust.log != content.log)
        return faulty(kLogKey, "The pack is of a log with another key than the one that was given.");
    if (!trust.witnesses)
        return own;
    Standing standing = own;
    auto const note = evidence::parse_note(content.checkpoint);
    auto quorum = note ? evidence::quorum_of(*trust.witnesses, *note) : Result<evidence::QuorumState>{note.error()};
    if (!quorum)
        return faulty(kCheckpoint, quorum.error().detail);
    standing.asks_witnesses = !trust.witnesses->quorum.empty();
    standing.quorum = *std::move(quorum);
    if (!standing.quorum.met)
        return faulty(kCheckpoint, "The quorum of the given witnesses did not cosign it; missing: " +
                                       joined(standing.quorum.missing) + ".");
    return standing;
}

}  // namespace

Result<Verdict> verify(Folder& folder, Trust const& trust)
{
    auto const listed = folder.list();
    auto const text = listed ? folder.read(std::string{kManifest}) : Result<std::string>{listed.error()};
    auto const manifest = text ? read_manifest(*text) : Result<Manifest>{text.error()};
    if (!manifest)
        return manifest.error();
    if (auto const complete = check_list(*manifest, *listed); !complete)
        return complete.error();
    Reader const reader{folder, *manifest};
    auto const content = read_content(reader, *manifest);
    if (!content)
        return content.error();
    auto const own = standing_of(*content);
    if (!own)
        return faulty(kCheckpoint, own.error().detail);
    auto standing = judged(*content, *own, trust);
    if (!standing)
        return standing.error();
    if (auto const sound = check_content(*content); !sound)
        return sound.error();
    if (auto const same = compare_renderings(reader, *content, *own); !same)
        return same.error();
    return Verdict{*std::move(standing), content->entries.size(), content->policies.size(), content->lost,
                   !trust.log,           !trust.witnesses};
}

}  // namespace micklegate::pack
