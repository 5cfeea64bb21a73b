#include "gateway/site/site_builder.hpp"

#include "gateway/crypto/base64_secret.hpp"
#include "gateway/crypto/site_keys.hpp"
#include "gateway/evidence/signed_note.hpp"
#include "gateway/files/files.hpp"
#include "gateway/site/scaffold.hpp"

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;
using files::Access;

Result<void> refuse_to_overwrite(fs::path const& root)
{
    std::error_code error;
    if (!fs::exists(root, error) || (fs::is_directory(root, error) && fs::is_empty(root, error)))
        return {};
    return problem(ProblemCode::kConfiguration, root.string() + " exists and is not an empty folder.",
                   "A site is never overwritten: choose another folder, or move this one away first.");
}

Result<void> write_keys(Site const& site, CertificateOffice& office, NewSite const& plan,
                        crypto::Secret const& site_key, Moment now)
{
    crypto::IssuedCertificate const server = office.issue_server(plan.server_names, now);
    crypto::Secret const authority_key = office.authority().key();
    crypto::Secret const site_line = crypto::base64_line(site_key.view());
    struct Row {
        fs::path path;
        ByteView content;
        Access access;
    };
    std::string const settings = settings_toml(plan.settings);
    std::string const vkey = log_vkey(plan.settings, site_key) + "\n";
    std::string const authority = office.authority().certificate();
    std::array const rows{Row{site.root / "micklegate.toml", as_bytes(settings), Access::kPublic},
                          Row{site.root / site.settings.site_key, site_line.view(), Access::kSecret},
                          Row{site.log_key(), as_bytes(vkey), Access::kPublic},
                          Row{site.authority() / "ca.crt", as_bytes(authority), Access::kPublic},
                          Row{site.authority() / "ca.key", authority_key.view(), Access::kSecret},
                          Row{site.tls() / "server.crt", as_bytes(server.certificate), Access::kPublic},
                          Row{site.tls() / "server.key", server.key.view(), Access::kSecret}};
    for (Row const& row : rows)
        if (Result<void> const created = files::create(row.path, row.content, row.access); !created)
            return created;
    return create_register_files(site.registers(), plan.registers);
}

Result<void> make_folders(Site const& site, fs::path const& policies)
{
    for (fs::path const& folder : {site.agencies(), site.authority(), site.tls(), site.registers(),
                                   site.root / "identities", site.root / "keys"})
        if (Result<void> const made = files::create_folder(folder); !made)
            return made;
    std::error_code error;
    fs::copy(policies, site.policies(), fs::copy_options::recursive, error);
    if (error)
        return problem(ProblemCode::kConfiguration, "The policies cannot be copied: " + error.message() + ".",
                       "Check the folder given with --policies.");
    return {};
}

Result<void> enrol_members(Site const& site, CertificateOffice& office, NewSite const& plan,
                           Letterhead const& letterhead, Moment now, OnMember const& on_member)
{
    for (Member const& member : plan.members) {
        if (Result<void> const fit = check_member(member); !fit)
            return fit;
        Result<Registration> const enrolled = write_bundle(site.identity(member.id), member, letterhead, office, now);
        if (!enrolled)
            return enrolled.error();
        Result<void> const registered =
            files::create(registration_path(site.agencies(), member.id), as_bytes(registration_text(*enrolled)));
        if (!registered)
            return registered;
        if (Result<void> const wanted = on_member(); !wanted)
            return wanted;
    }
    return {};
}

}  // namespace

Result<void> build_site(NewSite const& plan, Moment now, OnMember const& on_member)
{
    if (Result<void> const free = refuse_to_overwrite(plan.root); !free)
        return free;
    Result<Scaffold> const scaffold = Scaffold::put_up(plan.root);
    if (!scaffold)
        return scaffold.error();
    Site const site{scaffold->path(), plan.settings};
    CertificateOffice office = CertificateOffice::create(plan.settings.site_name, now);
    crypto::Secret const site_key = crypto::Secret::random(32);
    Letterhead const letterhead{plan.settings.public_url(), log_vkey(plan.settings, site_key),
                                office.authority().certificate()};

    Result<void> done = make_folders(site, plan.policies);
    if (done)
        done = write_keys(site, office, plan, site_key, now);
    if (done)
        done = enrol_members(site, office, plan, letterhead, now, on_member);
    if (done)
        done = office.save(site.authority(), now);
    if (done)
        done = files::put_in_place(site.root, plan.root);
    return done;
}

std::string log_vkey(Settings const& settings, crypto::Secret const& site_key)
{
    crypto::SiteKeys const keys = crypto::SiteKeys::derive(site_key);
    return evidence::vkey_text(evidence::note_key(settings.origin(), keys.log.verify_key()));
}

}  // namespace micklegate::site
