#include "gateway/commit/private_text.hpp"

#include "gateway/crypto/hash.hpp"
#include "gateway/crypto/secret_box.hpp"

namespace micklegate::commit {
namespace {

constexpr std::size_t kSaltBytes = sizeof(crypto::Salt);

}  // namespace

PrivateText keep_private(crypto::SiteKeys const& keys, std::string_view text)
{
    crypto::Salt const salt = crypto::random_salt();
    Bytes opening{salt.begin(), salt.end()};
    opening.insert(opening.end(), text.begin(), text.end());
    return {crypto::commitment(salt, as_bytes(text)), crypto::lock(keys.actors.view(), opening)};
}

Result<OpenedText> reveal_private(crypto::SiteKeys const& keys, std::string_view commitment, ByteView opening)
{
    auto const opened = crypto::unlock(keys.actors.view(), opening);
    if (!opened)
        return opened.error();
    ByteView const all{*opened};
    if (all.size() < kSaltBytes || crypto::commitment(all.first(kSaltBytes), all.subspan(kSaltBytes)) != commitment)
        return problem(ProblemCode::kIntegrity,
                       "A stored identity or reason does not match the log's commitment to it.");
    return OpenedText{{all.begin(), all.begin() + kSaltBytes}, std::string{as_text(all.subspan(kSaltBytes))}};
}

Result<std::string> open_private(crypto::SiteKeys const& keys, std::string_view commitment, ByteView opening)
{
    auto opened = reveal_private(keys, commitment, opening);
    if (!opened)
        return opened.error();
    return std::move(opened->text);
}

}  // namespace micklegate::commit
