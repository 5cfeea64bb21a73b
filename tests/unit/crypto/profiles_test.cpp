// The openssl tool with certs/profiles makes the same certificates as the code.
#include "gateway/crypto/certificate_authority.hpp"
#include "gateway/crypto/certificate_builder.hpp"

#include <gtest/gtest.h>
#include <openssl/pem.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace micklegate::crypto {
namespace {

namespace fs = std::filesystem;

/// Each extension's name, criticality and text; of those that hold a key's hash, only that they are there.
std::string profile_of(std::string const& pem)
{
    openssl::Certificate const certificate{PEM_read_bio_X509(openssl::reader(pem).get(), nullptr, nullptr, nullptr)};
    if (!certificate)
        return "not a certificate";
    std::string text = OBJ_nid2sn(X509_get_signature_nid(certificate.get()));
    for (int i = 0; i < X509_get_ext_count(certificate.get()); ++i) {
        X509_EXTENSION* const extension = X509_get_ext(certificate.get(), i);
        int const nid = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
        openssl::Bio const memory{BIO_new(BIO_s_mem())};
        if (nid != NID_subject_key_identifier && nid != NID_authority_key_identifier)
            X509V3_EXT_print(memory.get(), extension, 0, 0);
        char* value = nullptr;
        auto const size = static_cast<std::size_t>(BIO_get_mem_data(memory.get(), &value));
        text += std::string{"; "} + OBJ_nid2sn(nid) +
                (X509_EXTENSION_get_critical(extension) != 0 ? " critical " : " ") + std::string{value, size};
    }
    return text;
}

std::string content(fs::path const& path)
{
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(Profiles, OfTheScriptAreThoseOfTheCode)
{
    initialise();
    fs::path const folder = fs::path{testing::TempDir()} / "profiles-test-pki";
    fs::remove_all(folder);
    std::string const script = MICKLEGATE_SOURCE_DIR "/certs/make_dev_pki.sh ";
    ASSERT_EQ(std::system((script + folder.string() + " school.901233").c_str()), 0);

    auto const authority = CertificateAuthority::create("Test CA", system_now());
    EXPECT_EQ(profile_of(content(folder / "ca.crt")), profile_of(authority.certificate()));
    EXPECT_EQ(profile_of(content(folder / "server.crt")),
              profile_of(authority.issue_server({}, system_now()).certificate));
    EXPECT_EQ(profile_of(content(folder / "school.901233.crt")),
              profile_of(authority.issue_agency(AgencyId{"school.901233"}, system_now()).certificate));
    fs::remove_all(folder);
}

}  // namespace
}  // namespace micklegate::crypto
