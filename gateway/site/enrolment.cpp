#include "gateway/site/enrolment.hpp"

#include "gateway/base/utf8.hpp"
#include "gateway/crypto/base64_secret.hpp"
#include "gateway/crypto/sealed_box.hpp"
#include "gateway/crypto/signing.hpp"
#include "gateway/files/files.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/model/agency_id.hpp"
#include "gateway/model/agency_kinds.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <optional>

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;
using files::Access;

constexpr std::size_t kLongestName = 200;

std::string agency_json(Member const& member, Letterhead const& letterhead)
{
    return json::canonical(boost::json::object{{"id", member.id.get()},
                                               {"kind", member.kind},
                                               {"name", member.name},
                                               {"gateway", letterhead.gateway},
                                               {"log", letterhead.log}}) +
           "\n";
}

struct BundleFile {
    char const* name;
    ByteView content;
    Access access;
};

Result<void> create_all(fs::path const& folder, std::initializer_list<BundleFile> all)
{
    for (BundleFile const& file : all)
        if (Result<void> const created = files::create(folder / file.name, file.content, file.access); !created)
            return created;
    return {};
}

std::string retired_name(unsigned number) { return "retired-seal." + std::to_string(number) + ".key"; }

/// Messages sealed before the rotation may still wait to be opened.
Result<void> keep_old_seal_keys(fs::path const& from, fs::path const& to)
{
    std::error_code error;
    unsigned number = 1;
    for (; !error && fs::exists(from / retired_name(number)); ++number)
        fs::copy_file(from / retired_name(number), to / retired_name(number), error);
    if (!error)
        fs::copy_file(from / "seal.key", to / retired_name(number), error);
    if (error)
        return problem(ProblemCode::kConfiguration, "The old sealing keys cannot be kept: " + error.message() + ".",
                       "Nothing was changed. Check the bundle folder.");
    return {};
}

}  // namespace

Result<AgencyId> parse_agency_id(std::string_view text)
{
    if (!valid_agency_id(text))
        return problem(ProblemCode::kInvalidValue, "That is not an agency id.",
                       "Use lower-case letters, digits and hyphens in two or more parts: police.north-yorkshire");
    return AgencyId{std::string{text}};
}

Result<std::string> parse_agency_name(std::string_view text)
{
    bool const control = std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    if (text.empty() || text.size() > kLongestName || control || !valid_utf8(text))
        return problem(ProblemCode::kInvalidValue, "That is not a name for an agency.",
                       "Use 1 to 200 characters of UTF-8 on one line.");
    return std::string{text};
}

Result<void> check_member(Member const& member)
{
    if (Result<AgencyId> const id = parse_agency_id(member.id.get()); !id)
        return id.error();
    if (std::ranges::find(kAgencyKinds, member.kind) == kAgencyKinds.end())
        return problem(ProblemCode::kInvalidValue, "That is not a kind of agency.",
                       "See: micklegate agency enrol --help");
    // The register routes to these ids, so one in other hands would be told about children.
    bool const school_id = member.id.get().starts_with("school.");
    if (school_id && member.kind != "school" && member.kind != "college")
        return problem(ProblemCode::kInvalidValue, "An id that begins with school. is for a school or a college.",
                       "Choose another id, or --kind school.");
    Result<std::string> const name = parse_agency_name(member.name);
    return name ? Result<void>{} : name.error();
}

Result<Registration> write_bundle(fs::path const& folder, Member const& member, Letterhead const& letterhead,
                                  CertificateOffice& office, Moment now)
{
    std::error_code error;
    if (fs::exists(folder, error))
        return problem(ProblemCode::kConfiguration, folder.string() + " exists.",
                       "Choose another folder for the bundle.");
    if (Result<void> const made = files::create_folder(folder); !made)
        return made.error();
    crypto::OpeningKey const seal = crypto::OpeningKey::generate();
    crypto::Secret const sign = crypto::Secret::random(32);
    crypto::IssuedCertificate const certificate = office.issue_agency(member.id, now);
    std::string const about = agency_json(member, letterhead);
    crypto::Secret const seal_line = crypto::base64_line(seal.secret());
    crypto::Secret const sign_line = crypto::base64_line(sign.view());
    Result<void> const created = create_all(folder, {{"agency.json", as_bytes(about), Access::kPublic},
                                                     {"ca.crt", as_bytes(letterhead.ca), Access::kPublic},
                                                     {"tls.crt", as_bytes(certificate.certificate), Access::kPublic},
                                                     {"tls.key", certificate.key.view(), Access::kSecret},
                                                     {"seal.key", seal_line.view(), Access::kSecret},
                                                     {"sign.key", sign_line.view(), Access::kSecret}});
    if (!created) {
        fs::remove_all(folder, error);
        return created.error();
    }
    Agency agency{
        member.id, member.kind, member.name, seal.seal_key(), crypto::SigningKey::from_seed(sign.view()).verify_key(),
        false};
    return Registration{std::move(agency), {certificate.serial}};
}

Result<Registration> rotate_bundle(fs::path const& folder, Registration const& current, Letterhead const& letterhead,
                                   CertificateOffice& office, Moment now)
{
    Agency const& agency = current.agency;
    std::optional<Registration> fresh;
    auto const fill = [&](fs::path const& aside) -> Result<void> {
        Result<Registration> written =
            write_bundle(aside, Member{agency.id, agency.kind, agency.name}, letterhead, office, now);
        if (!written)
            return written.error();
        fresh = *std::move(written);
        // A bundle that is lost, or was rightly deleted here, cannot lend its old keys: what was sealed to them stays
        // closed.
        std::error_code error;
        return fs::exists(folder, error) ? keep_old_seal_keys(folder, aside) : Result<void>{};
    };
    if (Result<void> const placed = files::renew_folder(folder, fill); !placed)
        return placed.error();
    fresh->agency.suspended = agency.suspended;
    fresh->agency.readers = agency.readers;
    fresh->agency.alternate = agency.alternate;
    fresh->certificates.insert(fresh->certificates.begin(), current.certificates.begin(), current.certificates.end());
    return *std::move(fresh);
}

}  // namespace micklegate::site
