#include "gateway/site/expiries.hpp"

#include "gateway/crypto/certificate_facts.hpp"
#include "gateway/files/files.hpp"

#include <array>

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kWarnDays = 30;

struct Row {
    Dated what;
    std::string_view name;
    std::string_view called;
    std::string_view lapse;  ///< what happens then
};

constexpr std::array kRows{
    Row{Dated::kServerCertificate, "server_certificate", "The gateway's certificate",
        "no agency will trust the gateway"},
    Row{Dated::kAuthority, "authority", "The certificate authority", "no certificate of it will be trusted"},
    Row{Dated::kRevocationList, "revocation_list", "The revocation list", "no agency will be let in"}};

Row const& row_of(Dated what) noexcept { return kRows[static_cast<std::size_t>(what)]; }

Result<Moment> end_of(std::string_view pem, Dated what)
{
    if (what == Dated::kRevocationList)
        return crypto::revocation_list_due(pem);
    Result<crypto::CertificateFacts> const facts = crypto::certificate_facts(pem);
    return facts ? Result<Moment>{facts->expires} : facts.error();
}

Result<Expiry> read_expiry(fs::path const& file, Dated what)
{
    Result<std::string> const pem = files::read(file);
    if (!pem)
        return pem.error();
    Result<Moment> const when = end_of(*pem, what);
    if (!when)
        return problem(ProblemCode::kConfiguration, file.string() + ": " + when.error().detail, "Check the file.");
    return Expiry{what, *when};
}

std::string what_to_do(Dated what, Site const& site)
{
    if (what == Dated::kAuthority)
        return "Every agency needs a certificate of a new one: see certs/README.md.";
    return "Run: micklegate certificate renew " + site.root.string();
}

}  // namespace

std::string_view name_of(Dated what) noexcept { return row_of(what).name; }

Result<std::vector<Expiry>> read_expiries(Site const& site)
{
    std::vector<Expiry> expiries;
    for (auto const& [file, what] : {std::pair{site.tls() / "server.crt", Dated::kServerCertificate},
                                     std::pair{site.authority() / "ca.crt", Dated::kAuthority},
                                     std::pair{site.authority() / "ca.crl", Dated::kRevocationList}}) {
        Result<Expiry> const expiry = read_expiry(file, what);
        if (!expiry)
            return expiry.error();
        expiries.push_back(*expiry);
    }
    return expiries;
}

std::int64_t days_left(Expiry const& expiry, Moment now) noexcept
{
    return std::chrono::floor<std::chrono::days>(expiry.when - now).count();
}

std::vector<Problem> expiry_warnings(std::span<Expiry const> expiries, Site const& site, Moment now)
{
    std::vector<Problem> warnings;
    for (Expiry const& expiry : expiries) {
        std::int64_t const days = days_left(expiry, now);
        if (days >= kWarnDays)
            continue;
        std::string const left = days < 0 ? " is over: " : " ends in " + std::to_string(days) + " days, and then ";
        warnings.push_back(
            problem(ProblemCode::kConfiguration,
                    std::string{row_of(expiry.what).called} + left + std::string{row_of(expiry.what).lapse} + ".",
                    what_to_do(expiry.what, site)));
    }
    return warnings;
}

}  // namespace micklegate::site
