// Our side of the sealing interoperability test: seals or opens standard input.
#include "gateway/json/canonical_json.hpp"
#include "gateway/json/strict_json.hpp"
#include "gateway/seal/seal.hpp"

#include <algorithm>
#include <iostream>
#include <iterator>

namespace {

using namespace micklegate;

/// The sealed bytes in hex, what the log would hold of them, one line each.
int seal_to(std::string_view public_key, std::string const& body)
{
    crypto::SealKey key{};
    Bytes const bytes = from_hex(public_key).value();
    std::copy_n(bytes.begin(), key.size(), key.begin());
    seal::Sealed const sealed = seal::seal(json::parse_strict(body).value().as_object(), key);
    std::cout << hex(sealed.bytes) << '\n' << sealed.sha256 << '\n' << sealed.commitment << '\n';
    return 0;
}

/// The canonical body and its commitment, or a failing exit.
int open_with(std::string_view secret_key, std::string const& sealed)
{
    auto const key = crypto::OpeningKey::from_secret(crypto::Secret::copy_of(from_hex(secret_key).value()));
    auto const opened = seal::open(key, from_hex(sealed).value());
    if (!opened) {
        std::cout << slug(opened.error().code) << '\n';
        return 1;
    }
    std::cout << json::canonical(opened->body) << '\n' << opened->commitment << '\n';
    return 0;
}

}  // namespace

/// sealing_tool seal PUBLIC-HEX < body.json, or sealing_tool open SECRET-HEX < sealed.hex
int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    crypto::initialise();
    std::string const input{std::istreambuf_iterator<char>{std::cin}, {}};
    return std::string_view{argv[1]} == "seal" ? seal_to(argv[2], input) : open_with(argv[2], input);
}
