// Our side of the log's interoperability test: grows a site's log to a size, and cosigns what it shows.
#include "gateway/commit/entry.hpp"
#include "gateway/crypto/site_keys.hpp"
#include "gateway/evidence/cosignature.hpp"
#include "gateway/site/site.hpp"
#include "gateway/storage/store.hpp"

#include <iostream>
#include <iterator>

namespace {

using namespace micklegate;

constexpr std::uint64_t kMostInACommit = 500;

commit::Record record_of(std::uint64_t number, Moment time)
{
    commit::Entry entry;
    entry.kind = commit::EntryKind::kRefused;
    entry.time = time;
    entry.agency = "police.north-yorkshire";
    entry.code = "no_agreement";
    entry.why = "Entry " + std::to_string(number) + " of a test.";
    commit::Record record;
    record.entry = commit::encode(entry);
    return record;
}

/// Appends to the store of a site that nobody serves until the log holds `size` entries.
int grow(std::filesystem::path const& folder, std::uint64_t size)
{
    site::Site const site = site::open_site(folder).value();
    auto const keys = crypto::SiteKeys::derive(site::read_site_key(site).value());
    auto const store = storage::Store::open({site.data(), site.settings.origin(), {}}, keys.log).value();
    Moment const time = system_now();
    while (store->journal().head().next < size) {
        commit::JournalHead const head = store->journal().head();
        std::vector<commit::Record> records;
        for (std::uint64_t i = head.next; i < size && records.size() < kMostInACommit; ++i)
            records.push_back(record_of(i, time));
        auto const appended = store->journal().append(head.next, head.epoch, records);
        if (!std::holds_alternative<commit::Committed>(appended))
            return 1;
    }
    return 0;
}

/// Verifier keys: of a log, then of a witness.
int print_keys(std::string const& name, crypto::SigningKey const& key)
{
    for (evidence::KeyType const type : {evidence::KeyType::kEd25519, evidence::KeyType::kCosignature})
        std::cout << evidence::vkey_text(evidence::note_key(name, key.verify_key(), type)) << '\n';
    return 0;
}

std::string standard_input() { return {std::istreambuf_iterator<char>{std::cin}, {}}; }

/// Whatever text it is.
int sign(std::string const& name, crypto::SigningKey const& key)
{
    std::cout << evidence::sign_note(standard_input(), name, key);
    return 0;
}

/// The note of standard input with one more line.
int cosign(std::string const& name, crypto::SigningKey const& key, std::uint64_t time)
{
    std::string const input = standard_input();
    auto note = evidence::parse_note(input).value();
    auto const witness = evidence::note_key(name, key.verify_key(), evidence::KeyType::kCosignature);
    std::chrono::sys_seconds const at{std::chrono::seconds{time}};
    note.signatures.push_back(evidence::cosign(note.text, witness, key, at));
    std::cout << evidence::note_text(note);
    return 0;
}

}  // namespace

/// log_tool grow SITE SIZE, keys NAME SEED-HEX, sign NAME SEED-HEX < text, or cosign NAME SEED-HEX SECONDS < note
int main(int argc, char** argv)
{
    std::vector<std::string> const words{argv + 1, argv + argc};
    if (words.size() < 3)
        return 2;
    crypto::initialise();
    if (words[0] == "grow")
        return grow(words[1], std::stoull(words[2]));
    auto const key = crypto::SigningKey::from_seed(from_hex(words[2]).value());
    if (words[0] == "keys")
        return print_keys(words[1], key);
    return words[0] == "sign" ? sign(words[1], key) : cosign(words[1], key, std::stoull(words.at(3)));
}
