#include "gateway/matac/stamp.hpp"

#include "gateway/crypto/hash.hpp"

namespace micklegate::matac {

Stamp stamp_of(std::string version, std::string_view file)
{
    return {std::move(version), hex(crypto::sha256(as_bytes(file)))};
}

}  // namespace micklegate::matac
