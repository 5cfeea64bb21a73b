#include "gateway/crypto/base64_secret.hpp"

#include <sodium.h>

namespace micklegate::crypto {

Secret base64_line(ByteView secret)
{
    std::size_t const room = sodium_base64_encoded_len(secret.size(), sodium_base64_VARIANT_ORIGINAL);
    Secret line{room};  // the encoder's final NUL becomes the newline
    sodium_bin2base64(reinterpret_cast<char*>(line.writable().data()), room, secret.data(), secret.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    line.writable().back() = '\n';
    return line;
}

std::optional<Secret> secret_of_base64_line(std::string_view line, std::size_t size)
{
    if (line.ends_with('\n'))
        line.remove_suffix(1);
    Secret secret{size};
    std::size_t length = 0;
    char const* end = nullptr;
    int const status = sodium_base642bin(secret.writable().data(), size, line.data(), line.size(), nullptr, &length,
                                         &end, sodium_base64_VARIANT_ORIGINAL);
    if (status != 0 || length != size || end != line.data() + line.size())
        return {};
    return secret;
}

}  // namespace micklegate::crypto
