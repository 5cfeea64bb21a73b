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

Result<void> put_pair_in_place(fs::path const& folder, crypto::IssuedCertificate const& issued)
{
    fs::path const aside = folder.string() + ".new";
    std::error_code error;
    fs::remove_all(aside, error);
    Result<void> done = files::create_folder(aside);
    if (done)
        done = files::create(aside / kCertificate, as_bytes(issued.certificate));
    if (done)
        done = files::create(aside / kKey, issued.key.view(), files::Access::kSecret);
    if (done)
        done = fs::exists(folder, error) ? files::exchange(folder, aside) : files::put_in_place(aside, folder);
    fs::remove_all(aside, error);
    return done;
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
    if (Result<void> const placed = put_pair_in_place(site.tls(), issued); !placed)
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
