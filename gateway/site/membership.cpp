#include "gateway/site/membership.hpp"

#include "gateway/crypto/reader_marks.hpp"
#include "gateway/crypto/site_keys.hpp"
#include "gateway/files/files.hpp"
#include "gateway/files/lock.hpp"

#include <algorithm>

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
    std::string const text = registration_text(registration);
    if (text.size() > kLargestRegistration)
        return problem(ProblemCode::kWrongState, "The agency's file would be too long.",
                       "Remove readers or certificates that are not needed any more.");
    if (Result<void> const written = files::replace(path, as_bytes(text)); !written)
        return written.error();
    return registration;
}

/// One change to what is registered of an agency, while no other command changes it.
template <class Change>
Result<Registration> change_registration(Site const& site, AgencyId const& agency, Change const& change)
{
    Result<files::Descriptor> const lock = files::lock_folder(site.authority());
    if (!lock)
        return lock.error();
    Result<Registration> registration = read_registration(site.agencies(), agency);
    if (!registration)
        return registration;
    if (Result<void> const changed = change(*registration); !changed)
        return changed.error();
    return put(site, std::move(*registration));
}

Result<std::vector<std::string>> marks_of(Site const& site, AgencyId const& agency, std::string const& name)
{
    Result<crypto::Secret> const site_key = read_site_key(site);
    if (!site_key)
        return site_key.error();
    return crypto::reader_marks(crypto::SiteKeys::derive(*site_key).pseudonyms, agency, name);
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
    return change_registration(site, agency, [suspended](Registration& registration) -> Result<void> {
        if (!suspended && registration.certificates.empty())
            return problem(ProblemCode::kWrongState, "All its certificates are revoked, so it could not connect.",
                           "Give it new ones and hand its bundle over: micklegate agency rotate. Then resume it.");
        registration.agency.suspended = suspended;
        return {};
    });
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

Result<Registration> add_reader(Site const& site, AgencyId const& agency, NewReader const& reader)
{
    if (Result<void> const fit = check_reader(reader); !fit)
        return fit.error();
    Result<std::vector<std::string>> const marks = marks_of(site, agency, reader.name);
    if (!marks)
        return marks.error();
    return change_registration(site, agency, [&](Registration& registration) -> Result<void> {
        if (registration.agency.kind == "duty_desk")
            return problem(ProblemCode::kWrongState,
                           "The duty desk is sent whole what is held, whoever it is about, so it has no named readers.",
                           "Register readers where messages are delivered.");
        std::vector<NamedReader>& readers = registration.agency.readers;
        if (std::ranges::find(readers, *marks, &NamedReader::marks) != readers.end())
            return problem(ProblemCode::kWrongState, "That name is registered at this agency already.");
        readers.push_back({reader.role, *marks});
        return {};
    });
}

Result<Registration> remove_reader(Site const& site, AgencyId const& agency, std::string const& name)
{
    Result<std::vector<std::string>> const marks = marks_of(site, agency, name);
    if (!marks)
        return marks.error();
    return change_registration(site, agency, [&](Registration& registration) -> Result<void> {
        auto const is_named = [&](NamedReader const& reader) { return reader.marks == *marks; };
        if (std::erase_if(registration.agency.readers, is_named) == 0)
            return problem(ProblemCode::kNotFound, "No reader of that name is registered at this agency.",
                           "Give every part of the name that was registered, and no other.");
        return {};
    });
}

Result<Registration> set_alternate(Site const& site, AgencyId const& agency, std::optional<AgencyId> const& alternate)
{
    return change_registration(site, agency, [&](Registration& registration) -> Result<void> {
        if (alternate == agency)
            return problem(ProblemCode::kInvalidValue, "An agency cannot be its own alternate.",
                           "Name another one, which has its own readers and its own key.");
        if (alternate)
            if (Result<Registration> const other = read_registration(site.agencies(), *alternate); !other)
                return other.error();
        registration.agency.alternate = alternate;
        return {};
    });
}

}  // namespace micklegate::site
