#include "gateway/site/server_certificate.hpp"

#include "gateway/crypto/certificate_facts.hpp"
#include "gateway/files/files.hpp"
#include "gateway/files/lock.hpp"
#include "gateway/site/certificate_office.hpp"

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;

constexpr char const* kCertificate = "server.crt";
constexpr char const* kKey = "server.key";

Result<std::vector<std::string>> present_names(fs::path const& folder)
{
    Result<std::string> const pem = files::read(folder / kCertificate);
    Result<crypto::CertificateFacts> facts = pem ? crypto::certificate_facts(*pem) : pem.error();
    if (!facts)
        return problem(ProblemCode::kConfiguration,
                       "The present certificate cannot be read, so its names are not known.",
                       "Say them with --name, once for each.");
    std::erase(facts->dns_names, "localhost");
    return std::move(facts->dns_names);
}

Result<void> write_pair(fs::path const& folder, crypto::IssuedCertificate const& issued)
{
    if (Result<void> const made = files::create_folder(folder); !made)
        return made;
    if (Result<void> const shown = files::create(folder / kCertificate, as_bytes(issued.certificate)); !shown)
        return shown;
    return files::create(folder / kKey, issued.key.view(), files::Access::kSecret);
}

}  // namespace

Result<ServerCertificate> renew_server_certificate(Site const& site, std::vector<std::string> names, Moment now)
{
    Result<files::Descriptor> const lock = files::lock_folder(site.authority());
    if (!lock)
        return lock.error();
    Result<CertificateOffice> office = CertificateOffice::open(site.authority());
    if (!office)
        return office.error();
    if (names.empty()) {
        Result<std::vector<std::string>> present = present_names(site.tls());
        if (!present)
            return present.error();
        names = std::move(*present);
    }
    crypto::IssuedCertificate const issued = office->issue_server(names, now);
    auto const fill = [&](fs::path const& aside) { return write_pair(aside, issued); };
    if (Result<void> const placed = files::renew_folder(site.tls(), fill); !placed)
        return placed.error();
    if (Result<void> const saved = office->save(site.authority(), now); !saved)
        return saved.error();
    return ServerCertificate{std::move(names), issued.expires};
}

Result<void> check_server_key(Site const& site)
{
    Result<crypto::Secret> const key = files::read_secret(site.tls() / kKey);
    return key ? Result<void>{} : key.error();
}

}  // namespace micklegate::site
