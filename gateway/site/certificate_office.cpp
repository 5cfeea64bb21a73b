#include "gateway/site/certificate_office.hpp"

#include "gateway/files/files.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/json/record_reader.hpp"

#include <boost/json/array.hpp>

#include <charconv>

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;

Problem unsound(fs::path const& folder)
{
    return problem(ProblemCode::kConfiguration, (folder / "issued.json").string() + " is not sound.",
                   "Restore it from a backup: it names the certificates that were revoked.");
}

Result<IssuedRecord> parse_record(json::RecordReader& fields)
{
    std::string serial = fields.text("serial");
    std::string subject = fields.text("subject");
    Result<Moment> const issued = parse_rfc3339(fields.text("issued"));
    Result<Moment> const expires = parse_rfc3339(fields.text("expires"));
    std::string const revoked_text = fields.text("revoked");
    Result<Moment> const revoked = parse_rfc3339(revoked_text);
    if (Result<void> const read = fields.finish(); !read)
        return read.error();
    Result<Bytes> const bytes = from_hex(serial);
    if (!bytes || bytes->empty() || !issued || !expires || (!revoked && !revoked_text.empty()))
        return problem(ProblemCode::kInvalidValue, "A certificate's record is not sound.");
    return IssuedRecord{std::move(serial), std::move(subject), *issued, *expires,
                        revoked ? std::optional{*revoked} : std::nullopt};
}

std::string text_of(std::vector<IssuedRecord> const& records, std::uint64_t lists)
{
    boost::json::array certificates;
    for (IssuedRecord const& record : records)
        certificates.push_back(boost::json::object{{"serial", record.serial},
                                                   {"subject", record.subject},
                                                   {"issued", rfc3339(record.issued)},
                                                   {"expires", rfc3339(record.expires)},
                                                   {"revoked", record.revoked ? rfc3339(*record.revoked) : ""}});
    return json::canonical(boost::json::object{{"revocation_lists", std::to_string(lists)},
                                               {"certificates", std::move(certificates)}}) +
           "\n";
}

}  // namespace

CertificateOffice CertificateOffice::create(std::string_view site_name, Moment now)
{
    return CertificateOffice{crypto::CertificateAuthority::create("Micklegate " + std::string{site_name} + " CA", now)};
}

Result<CertificateOffice> CertificateOffice::open(fs::path const& folder)
{
    std::error_code error;
    if (fs::exists(folder / "ca.crt", error) && !fs::exists(folder / "ca.key", error))
        return problem(ProblemCode::kConfiguration,
                       "This site's authority is elsewhere: there is no ca.key to issue or revoke with.",
                       "Have it done there, as certs/README.md says.");
    Result<std::string> const certificate = files::read(folder / "ca.crt");
    if (!certificate)
        return certificate.error();
    Result<crypto::Secret> const key = files::read_secret(folder / "ca.key");
    if (!key)
        return key.error();
    Result<std::string> const text = files::read(folder / "issued.json");
    if (!text)
        return text.error();
    Result<crypto::CertificateAuthority> authority = crypto::CertificateAuthority::load(*certificate, *key);
    if (!authority)
        return authority.error();

    CertificateOffice office{std::move(*authority)};
    json::RecordReader fields{*text};
    std::string const lists = fields.text("revocation_lists");
    for (json::RecordReader& record : fields.records("certificates")) {
        Result<IssuedRecord> issued = parse_record(record);
        if (!issued)
            return unsound(folder);
        office.issued_.push_back(std::move(*issued));
    }
    auto const [end, fault] = std::from_chars(lists.data(), lists.data() + lists.size(), office.lists_);
    if (!fields.finish() || fault != std::errc{} || end != lists.data() + lists.size())
        return unsound(folder);
    return office;
}

crypto::IssuedCertificate CertificateOffice::issue_agency(AgencyId const& agency, Moment now)
{
    crypto::IssuedCertificate certificate = authority_.issue_agency(agency, now);
    note(certificate, agency.get(), now);
    return certificate;
}

crypto::IssuedCertificate CertificateOffice::issue_server(std::span<std::string const> names, Moment now)
{
    crypto::IssuedCertificate certificate = authority_.issue_server(names, now);
    note(certificate, "gateway", now);
    return certificate;
}

std::size_t CertificateOffice::revoke(AgencyId const& agency, std::string_view except, Moment now)
{
    std::size_t count = 0;
    for (IssuedRecord& record : issued_)
        if (record.subject == agency.get() && record.serial != except && !record.revoked) {
            record.revoked = now;
            ++count;
        }
    return count;
}

Result<void> CertificateOffice::save(fs::path const& folder, Moment now)
{
    ++lists_;
    std::vector<crypto::RevokedCertificate> revoked;
    for (IssuedRecord const& record : issued_)
        if (record.revoked)
            revoked.push_back({record.serial, *record.revoked});
    if (Result<void> const written = files::replace(folder / "issued.json", as_bytes(text_of(issued_, lists_)));
        !written)
        return written;
    return files::replace(folder / "ca.crl", as_bytes(authority_.revocation_list(revoked, lists_, now)));
}

void CertificateOffice::note(crypto::IssuedCertificate const& certificate, std::string subject, Moment now)
{
    issued_.push_back({certificate.serial, std::move(subject), now, certificate.expires, std::nullopt});
}

}  // namespace micklegate::site
