#include "gateway/seal/seal.hpp"

#include "gateway/crypto/hash.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/json/strict_json.hpp"

namespace micklegate::seal {
namespace {

constexpr std::string_view kFormat = "micklegate-sealed/1";
constexpr std::size_t kPadTo = 256;

std::optional<Opened> read_content(boost::json::object& content)
{
    auto* const body = content.if_contains("body");
    auto const* const salt_text = content.if_contains("salt");
    if (body == nullptr || !body->is_object() || salt_text == nullptr || !salt_text->is_string())
        return std::nullopt;
    std::string text{salt_text->get_string()};
    auto const salt = from_base64(text);
    if (!salt || salt->size() != sizeof(crypto::Salt))
        return std::nullopt;
    std::string commitment = crypto::commitment(*salt, as_bytes(json::canonical(*body)));
    return Opened{std::move(body->get_object()), std::move(text), std::move(commitment)};
}

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
    bool const known = format != nullptr && format->is_string() && format->get_string() == kFormat;
    auto opened = known ? read_content(*object) : std::nullopt;
    if (!opened)
        return problem(ProblemCode::kIntegrity, "The opened message is not in the format micklegate-sealed/1.",
                       "Ask the gateway's operator which version sealed it.");
    return *std::move(opened);
}

Result<Opened> shown(boost::json::object content)
{
    auto opened = read_content(content);
    if (!opened)
        return field_problem(ProblemCode::kInvalidValue, "/content", "must hold the letter's body and its salt");
    return *std::move(opened);
}

}  // namespace micklegate::seal
