#include "gateway/seal/seal.hpp"

#include "gateway/crypto/hash.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/json/strict_json.hpp"

namespace micklegate::seal {
namespace {

constexpr std::string_view kFormat = "micklegate-sealed/1";
constexpr std::size_t kPadTo = 256;

}  // namespace

Sealed seal(boost::json::object body, crypto::SealKey const& recipient)
{
    crypto::Salt const salt = crypto::random_salt();
    std::string const text = json::canonical(body);
    std::string content =
        "{\"body\":" + text + ",\"format\":\"" + std::string{kFormat} + "\",\"salt\":\"" + base64(salt) + "\"}";
    // Trailing white space is still JSON, so a reader need not know of the padding.
    content.resize((content.size() + kPadTo - 1) / kPadTo * kPadTo, ' ');
    Bytes bytes = crypto::seal_to(recipient, as_bytes(content));
    std::string sha256 = hex(crypto::sha256(bytes));
    return {std::move(bytes), std::move(sha256), crypto::commitment(salt, as_bytes(text))};
}

Result<Opened> open(crypto::OpeningKey const& key, ByteView sealed)
{
    auto const content = key.open(sealed);
    if (!content)
        return content.error();
    auto value = json::parse_strict(as_text(*content));
    auto* const object = value ? value->if_object() : nullptr;
    auto const* const format = object == nullptr ? nullptr : object->if_contains("format");
    auto* const body = object == nullptr ? nullptr : object->if_contains("body");
    auto const* const salt_text = object == nullptr ? nullptr : object->if_contains("salt");
    bool const known = format != nullptr && format->is_string() && format->get_string() == kFormat && body != nullptr &&
                       body->is_object() && salt_text != nullptr && salt_text->is_string();
    auto const salt = known ? from_base64(std::string{salt_text->get_string()}) : Result<Bytes>{Bytes{}};
    if (!salt || salt->size() != sizeof(crypto::Salt))
        return problem(ProblemCode::kIntegrity, "The opened message is not in the format micklegate-sealed/1.",
                       "Ask the gateway's operator which version sealed it.");
    std::string commitment = crypto::commitment(*salt, as_bytes(json::canonical(*body)));
    return Opened{std::move(body->get_object()), std::move(commitment)};
}

}  // namespace micklegate::seal
