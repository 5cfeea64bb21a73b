#include "gateway/site/membership.hpp"

#include "gateway/files/files.hpp"
#include "gateway/files/lock.hpp"

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;

Result<Letterhead> letterhead_of(Site const& site, CertificateOffice const& office)
{
    Result<std::string> vkey = files::read(site.log_key());
    if (!vkey)
        return vkey.error();
    vkey->erase(vkey->find_last_not_of('\n') + 1);
    return Letterhead{site.settings.public_url(), std::move(*vkey), office.authority().certificate()};
}

Result<Registration> put(Site const& site, Registration registration)
{
    fs::path const path = registration_path(site.agencies(), registration.agency.id);
    if (Result<void> const written = files::replace(path, as_bytes(registration_text(registration))); !written)
        return written.error();
    return registration;
}

}  // namespace

Result<Registration> enrol(Site const& site, Member const& member, fs::path const& folder, Moment now)
{
    if (Result<void> const fit = check_member(member); !fit)
        return fit.error();
    Result<files::Descriptor> const lock = files::lock_folder(site.authority());
    if (!lock)
        return lock.error();
    std::error_code error;
    if (fs::exists(registration_path(site.agencies(), member.id), error))
        return problem(ProblemCode::kWrongState, "That agency is enrolled already.",
                       "For new keys and a new certificate: micklegate agency rotate");
    Result<CertificateOffice> office = CertificateOffice::open(site.authority());
    if (!office)
        return office.error();
    Result<Letterhead> const letterhead = letterhead_of(site, *office);
    if (!letterhead)
        return letterhead.error();
    Result<Registration> registration = write_bundle(folder, member, *letterhead, *office, now);
    if (!registration)
        return registration;
    if (Result<void> const saved = office->save(site.authority(), now); !saved)
        return saved.error();
    return put(site, std::move(*registration));
}

Result<Registration> set_suspended(Site const& site, AgencyId const& agency, bool suspended)
{
    Result<files::Descriptor> const lock = files::lock_folder(site.authority());
    if (!lock)
        return lock.error();
    Result<Registration> registration = read_registration(site.agencies(), agency);
    if (!registration)
        return registration;
    if (!suspended && registration->certificates.empty())
        return problem(ProblemCode::kWrongState, "All its certificates are revoked, so it could not connect.",
                       "Give it new ones and hand its bundle over: micklegate agency rotate. Then resume it.");
    registration->agency.suspended = suspended;
    return put(site, std::move(*registration));
}

Result<Registration> revoke(Site const& site, AgencyId const& agency, Moment now)
{
    Result<files::Descriptor> const lock = files::lock_folder(site.authority());
    if (!lock)
        return lock.error();
    Result<Registration> registration = read_registration(site.agencies(), agency);
    if (!registration)
        return registration;
    // Suspended first: the agency is out even if the revocation list cannot be written.
    registration->agency.suspended = true;
    registration = put(site, std::move(*registration));
    if (!registration)
        return registration;
    Result<CertificateOffice> office = CertificateOffice::open(site.authority());
    if (!office)
        return office.error();
    office->revoke(agency, {}, now);
    if (Result<void> const saved = office->save(site.authority(), now); !saved)
        return saved.error();
    registration->certificates.clear();
    return put(site, std::move(*registration));
}

Result<Registration> rotate(Site const& site, AgencyId const& agency, fs::path const& folder, OldCertificates old,
                            Moment now)
{
    Result<files::Descriptor> const lock = files::lock_folder(site.authority());
    if (!lock)
        return lock.error();
    Result<Registration> const current = read_registration(site.agencies(), agency);
    if (!current)
        return current;
    Result<CertificateOffice> office = CertificateOffice::open(site.authority());
    if (!office)
        return office.error();
    Result<Letterhead> const letterhead = letterhead_of(site, *office);
    if (!letterhead)
        return letterhead.error();
    Result<Registration> fresh = rotate_bundle(folder, *current, *letterhead, *office, now);
    if (!fresh)
        return fresh;
    if (old == OldCertificates::kRevoke) {
        fresh->certificates = {fresh->certificates.back()};
        office->revoke(agency, fresh->certificates.back(), now);
    }
    if (Result<void> const saved = office->save(site.authority(), now); !saved)
        return saved.error();
    return put(site, std::move(*fresh));
}

}  // namespace micklegate::site
