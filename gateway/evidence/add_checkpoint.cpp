#include "gateway/evidence/add_checkpoint.hpp"

#include "gateway/evidence/lines.hpp"

namespace micklegate::evidence {
namespace {

constexpr std::string_view kOld = "old ";

Problem malformed(std::string detail) { return problem(ProblemCode::kInvalidValue, std::move(detail)); }

}  // namespace

Result<AddCheckpoint> parse_add_checkpoint(std::string_view body)
{
    auto line = take_line(body);
    auto const old_size = line && line->starts_with(kOld) ? parse_decimal(line->substr(kOld.size())) : std::nullopt;
    if (!old_size)
        return malformed("The request does not begin with the old size as a decimal number.");
    AddCheckpoint request{*old_size, {}, {}};
    for (line = take_line(body); line && !line->empty(); line = take_line(body)) {
        auto const hash = parse_digest(*line);
        if (!hash || request.proof.size() == kMostConsistencyLines)
            return malformed("The consistency proof is not a list of at most 63 SHA-256 hashes in base64.");
        request.proof.push_back(*hash);
    }
    if (!line || body.empty())
        return malformed("The request holds no checkpoint.");
    request.checkpoint = body;
    return request;
}

std::string add_checkpoint_text(AddCheckpoint const& request)
{
    std::string text = std::string{kOld} + std::to_string(request.old_size) + "\n";
    for (Digest const& hash : request.proof)
        text += base64(hash) + "\n";
    return text + "\n" + request.checkpoint;
}

std::string origin_hash(std::string_view origin) { return hex(crypto::sha256(as_bytes(origin))); }

}  // namespace micklegate::evidence
