// Owners for OpenSSL objects; only .cpp files of this folder include it.
#pragma once

#include "gateway/base/invariant.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string_view>

namespace micklegate::crypto::openssl {

template <auto kFree>
struct Free {
    template <class T>
    void operator()(T* object) const noexcept
    {
        kFree(object);
    }
};

template <class T, auto kFree>
using Owned = std::unique_ptr<T, Free<kFree>>;

inline void free_names(GENERAL_NAMES* names) noexcept { GENERAL_NAMES_free(names); }
inline void free_usages(EXTENDED_KEY_USAGE* usages) noexcept { EXTENDED_KEY_USAGE_free(usages); }

using Bio = Owned<BIO, BIO_free_all>;
using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using Certificate = Owned<X509, X509_free>;
using RevocationList = Owned<X509_CRL, X509_CRL_free>;
using Revoked = Owned<X509_REVOKED, X509_REVOKED_free>;
using Extension = Owned<X509_EXTENSION, X509_EXTENSION_free>;
using Integer = Owned<ASN1_INTEGER, ASN1_INTEGER_free>;
using Time = Owned<ASN1_TIME, ASN1_TIME_free>;
using Number = Owned<BIGNUM, BN_free>;
using Names = Owned<GENERAL_NAMES, free_names>;
using Usages = Owned<EXTENDED_KEY_USAGE, free_usages>;

/// Building certificates from our own values fails only when memory or the library does.
inline void must(bool done) { invariant(done, "OpenSSL builds a certificate from sound values"); }

template <class Handle>
Handle must(Handle handle)
{
    must(handle != nullptr);
    return handle;
}

inline Bio reader(std::string_view text)
{
    return must(Bio{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))});
}

}  // namespace micklegate::crypto::openssl
