// Proofs from stored tiles: RFC 6962 sections 2.1.1 and 2.1.2.
#include "gateway/evidence/merkle.hpp"
#include "gateway/evidence/subtree_reader.hpp"

#include <algorithm>

namespace micklegate::evidence {

Result<Digest> root_at(TileHashes const& stored, std::uint64_t size)
{
    if (size == 0)
        return empty_root();
    return SubtreeReader{stored, size}.root(0, size);
}

Result<std::vector<Digest>> inclusion_proof(TileHashes const& stored, std::uint64_t index, std::uint64_t size)
{
    if (index >= size)
        return problem(ProblemCode::kInvalidValue, "An entry is proven in a log that is larger than its index.");
    SubtreeReader subtrees{stored, size};
    std::vector<Digest> path;
    std::uint64_t begin = 0;
    std::uint64_t end = size;
    while (end - begin > 1) {
        std::uint64_t const middle = begin + split_point(end - begin);
        bool const in_left = index < middle;
        auto const sibling = in_left ? subtrees.root(middle, end) : subtrees.root(begin, middle);
        if (!sibling)
            return sibling.error();
        path.push_back(*sibling);
        (in_left ? end : begin) = middle;
    }
    std::reverse(path.begin(), path.end());
    return path;
}

Result<std::vector<Digest>> consistency_proof(TileHashes const& stored, std::uint64_t old_size, std::uint64_t size)
{
    if (old_size > size)
        return problem(ProblemCode::kInvalidValue, "A log is consistent only with sizes up to its own.");
    std::vector<Digest> path;
    if (old_size == 0 || old_size == size)
        return path;
    SubtreeReader subtrees{stored, size};
    std::uint64_t begin = 0;
    std::uint64_t end = size;
    while (end != old_size) {
        std::uint64_t const middle = begin + split_point(end - begin);
        bool const in_left = old_size <= middle;
        auto const sibling = in_left ? subtrees.root(middle, end) : subtrees.root(begin, middle);
        if (!sibling)
            return sibling.error();
        path.push_back(*sibling);
        (in_left ? end : begin) = middle;
    }
    // The verifier knows the old root; a part of it that is not the whole has to be told.
    if (begin != 0) {
        auto const last = subtrees.root(begin, end);
        if (!last)
            return last.error();
        path.push_back(*last);
    }
    std::reverse(path.begin(), path.end());
    return path;
}

}  // namespace micklegate::evidence
