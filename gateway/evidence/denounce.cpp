#include "gateway/evidence/denounce.hpp"

#include "gateway/evidence/subtree_reader.hpp"

#include <map>

namespace micklegate::evidence {
namespace {

struct Span {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;

    [[nodiscard]] std::uint64_t middle() const noexcept { return begin + split_point(end - begin); }
    friend auto operator<=>(Span const&, Span const&) = default;
};

/// The hashes that a signed text proves. Of one log, a span has one hash for ever: it only ever grows.
using Spans = std::map<Span, Digest>;

/// Notes every hash on the way from the leaf up to `span`, whose path is `path[0, depth)`, and returns the last.
Digest climb(Spans& spans, Span span, TlogProof const& proof, std::size_t depth)
{
    Digest hash = leaf_hash(as_bytes(proof.extra));
    if (span.end - span.begin > 1) {
        Span const left{span.begin, span.middle()};
        Span const right{span.middle(), span.end};
        bool const in_left = proof.index < left.end;
        Digest const& sibling = proof.path[depth - 1];
        Digest const own = climb(spans, in_left ? left : right, proof, depth - 1);
        spans[in_left ? right : left] = sibling;
        hash = in_left ? node_hash(own, sibling) : node_hash(sibling, own);
    }
    spans[span] = hash;
    return hash;
}

/// Precondition: read_kept() made it, so a receipt's path is as long as its tree is high.
Spans proven_by(Kept const& kept)
{
    Span const whole{0, kept.checkpoint.size};
    Spans spans{{whole, kept.checkpoint.root}};
    if (kept.receipt)
        climb(spans, whole, *kept.receipt, kept.receipt->path.size());
    return spans;
}

/// From the spans' own hash, or those of the halves.
std::optional<Digest> join(Spans const& spans, Span span)
{
    if (auto const found = spans.find(span); found != spans.end())
        return found->second;
    if (span.begin == span.end)
        return empty_root();
    if (span.end - span.begin == 1)
        return std::nullopt;
    auto const left = join(spans, {span.begin, span.middle()});
    auto const right = left ? join(spans, {span.middle(), span.end}) : std::nullopt;
    return right ? std::optional{node_hash(*left, *right)} : std::nullopt;
}

/// Of all spans over which the two have other hashes, the one of fewest entries.
std::optional<Comparison> narrowest_fork(Spans const& ours, Spans const& theirs)
{
    std::optional<Comparison> fork;
    auto const look_at = [&](Span span) {
        auto const kept = join(ours, span);
        auto const shown = join(theirs, span);
        if (kept && shown && *kept != *shown && (!fork || span.end - span.begin < fork->end - fork->begin))
            fork = Comparison{Finding::kForked, span.begin, span.end, *kept, *shown, {}};
    };
    for (Spans const* spans : {&ours, &theirs})
        for (auto const& [span, hash] : *spans)
            look_at(span);
    return fork;
}

Problem no_evidence(std::string detail, std::string next = {})
{
    return problem(ProblemCode::kInvalidValue, std::move(detail), std::move(next));
}

}  // namespace

Result<Kept> read_kept(std::string_view text, NoteKey const& log)
{
    Kept kept{std::string{text}, {}, {}};
    if (text.starts_with("c2sp.org/tlog-proof@")) {
        auto proof = parse_proof(text);
        if (!proof)
            return no_evidence(proof.error().detail);
        kept.receipt = *std::move(proof);
    }
    auto checkpoint = open_checkpoint(kept.note(), log);
    if (!checkpoint)
        return no_evidence(checkpoint.error().detail,
                           "What the log's key did not sign proves nothing against the log.");
    if (checkpoint->size == 0 && checkpoint->root != empty_root())
        return no_evidence("The checkpoint is of no entries and has a root.");
    if (kept.receipt && !verify_proof(*kept.receipt, as_bytes(kept.receipt->extra), log))
        return no_evidence("The receipt's entry does not lead to the root of the receipt's own checkpoint.",
                           "It was altered, or never was a receipt; nobody vouched for that entry.");
    kept.checkpoint = *std::move(checkpoint);
    return kept;
}

Comparison compare(Kept const& kept, Kept const& other)
{
    Spans const ours = proven_by(kept);
    Spans const theirs = proven_by(other);
    if (auto const fork = narrowest_fork(ours, theirs))
        return *fork;
    bool const holds = join(theirs, {0, kept.checkpoint.size}) || join(ours, {0, other.checkpoint.size});
    return {holds ? Finding::kHolds : Finding::kUndecided, 0, 0, {}, {}, {}};
}

Result<Comparison> compare(Kept const& kept, Kept const& shown, TileHashes const& tiles, bool copy)
{
    Comparison by_text = compare(kept, shown);
    std::uint64_t const size = kept.checkpoint.size;
    if (by_text.finding == Finding::kForked)
        return by_text;
    if (shown.checkpoint.size < size) {
        by_text.finding = copy ? Finding::kUndecided : Finding::kRewound;
        return by_text;
    }
    if (by_text.finding == Finding::kHolds)
        return by_text;
    auto const root = root_at(tiles, size);
    auto path =
        root ? consistency_proof(tiles, size, shown.checkpoint.size) : Result<std::vector<Digest>>{root.error()};
    if (!path)
        return path.error();
    if (!verify_consistency(size, *root, shown.checkpoint.size, shown.checkpoint.root, *path))
        return no_evidence("The tiles shown do not lead to the root of the checkpoint shown.",
                           "That is damage, which micklegate log verify names; it shows no other history.");
    Finding const finding = *root == kept.checkpoint.root ? Finding::kHolds : Finding::kForked;
    return Comparison{finding, 0, size, kept.checkpoint.root, *root, *std::move(path)};
}

}  // namespace micklegate::evidence
