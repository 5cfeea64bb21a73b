#include "gateway/serve/setup_recorder.hpp"

#include "gateway/crypto/hash.hpp"
#include "gateway/files/files.hpp"
#include "gateway/serve/administration_entries.hpp"
#include "gateway/site/register_files.hpp"

#include <array>

namespace micklegate::serve {
namespace {

using commit::EntryKind;
using commit::SetupPart;

/// As much of a SHA-256 as tells two states apart.
std::string digest_of(std::string_view text) { return hex(ByteView{crypto::sha256(as_bytes(text))}.first(16)); }

SetupPart part_of(Agency const& agency)
{
    std::string readers;
    for (NamedReader const& reader : agency.readers) {
        readers += reader.role + '\n';
        for (std::string const& mark : reader.marks)
            readers += mark + '\n';
    }
    return {EntryKind::kAgency,
            agency.id.get(),
            {"kind=" + agency.kind, "name=" + digest_of(agency.name),
             "suspended=" + std::string{agency.suspended ? "yes" : "no"}, "seal_key=" + hex(agency.seal_key),
             "sign_key=" + hex(agency.sign_key),
             "alternate=" + (agency.alternate ? agency.alternate->get() : std::string{}),
             "readers=" + std::to_string(agency.readers.size()) + " " + digest_of(readers)}};
}

struct NamedFile {
    EntryKind kind;
    std::string name;
    std::filesystem::path path;
};

std::array<NamedFile, 4> files_of(site::Site const& site)
{
    return {NamedFile{EntryKind::kKey, "server_certificate", site.tls() / "server.crt"},
            NamedFile{EntryKind::kSettings, "settings", site.root / "micklegate.toml"},
            NamedFile{EntryKind::kSettings, "witnesses", site.root / "witnesses.policy"},
            NamedFile{EntryKind::kSettings, "notices", site.notices()}};
}

/// One that is not there is no part; one that cannot be read stays as it was recorded.
Result<void> add_files(site::Site const& site, std::vector<SetupPart>& parts)
{
    for (NamedFile const& file : files_of(site)) {
        std::error_code error;
        if (!std::filesystem::exists(file.path, error) && !error)
            continue;
        auto const text = files::read(file.path);
        if (!text)
            return text.error();
        parts.push_back({file.kind, file.name, {"sha256=" + digest_of(*text)}});
    }
    return {};
}

Result<std::vector<SetupPart>> parts_of(site::Site const& site, road::Setup const& setup)
{
    std::vector<SetupPart> parts;
    for (auto const& [id, agency] : *setup.agencies)
        parts.push_back(part_of(agency));
    auto const registers = site::read_register_texts(site.registers());
    if (!registers)
        return registers.error();
    std::string all;
    for (std::string const* const text : {&registers->schools, &registers->school_links, &registers->outcodes})
        all += digest_of(*text);
    // The state of a site that has none stays as its log knows it.
    for (std::string const* const text : {&registers->school_days, &registers->prisons})
        if (!text->empty())
            all += digest_of(*text);
    parts.push_back({EntryKind::kRegister, "schools and areas", {"sha256=" + digest_of(all)}});
    if (auto const added = add_files(site, parts); !added)
        return added.error();
    return parts;
}

commit::Intent intent_for(std::vector<SetupPart> parts)
{
    std::size_t const bytes = parts.size() * sizeof(SetupPart);
    return {"setup", bytes, [parts = std::move(parts)](commit::Ledger const& ledger) -> commit::Proposal {
                auto recorded = commit::recorded_setup(ledger.projections());
                if (!recorded)
                    return Result<commit::Receipt>{recorded.error()};
                auto entries = commit::changes_of(*std::move(recorded), parts);
                if (entries.empty())
                    return Result<commit::Receipt>{commit::Receipt{}};
                commit::Append first;
                first.may_use_reserve = true;
                first.entry = std::move(entries.front());
                for (std::size_t i = 1; i < entries.size(); ++i) {
                    commit::Append next;
                    next.entry = std::move(entries[i]);
                    first.followers.push_back(std::move(next));
                }
                return first;
            }};
}

}  // namespace

SetupRecorder::SetupRecorder(site::Site site, commit::CommitLoop& commits, SetupKeeper const& setups)
    : site_{std::move(site)}, commits_{commits}, setups_{setups}
{
}

SetupRecorder::Seen SetupRecorder::look() const
{
    road::Setup const setup = setups_.current();
    Seen seen{setup.agencies, setup.registers, {}};
    for (NamedFile const& file : files_of(site_)) {
        std::error_code error;
        auto const written = std::filesystem::last_write_time(file.path, error);
        seen.files.push_back(error ? std::string{} : std::to_string(written.time_since_epoch().count()));
    }
    return seen;
}

Result<void> SetupRecorder::record()
{
    Seen seen = look();
    if (seen == recorded_)
        return {};
    auto parts = parts_of(site_, setups_.current());
    if (!parts)
        return parts.error();
    auto const written = write_now(commits_, intent_for(*std::move(parts)));
    if (written)
        recorded_ = std::move(seen);
    return written;
}

}  // namespace micklegate::serve
