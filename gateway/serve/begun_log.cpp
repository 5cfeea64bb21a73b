#include "gateway/serve/begun_log.hpp"

#include "gateway/base/bytes.hpp"
#include "gateway/evidence/merkle.hpp"
#include "gateway/files/files.hpp"

namespace micklegate::serve {
namespace {

namespace fs = std::filesystem;

/// Only a file that is known to be absent is: one that cannot be looked at is read, and that says why.
bool remembers(site::Site const& site)
{
    std::error_code error;
    return fs::exists(site.begun_log(), error) || error;
}

Problem nothing_there(site::Site const& site)
{
    return problem(ProblemCode::kConfiguration,
                   "The log of this site has begun, and " + site.data().string() + " holds none of it.",
                   "Mount the disk of the data folder, or restore it from a backup: see \"A missing data folder\" in "
                   "docs/operations.md.");
}

Result<std::string> beginning_of(commit::Ledger const& ledger)
{
    auto const genesis = ledger.entry(0);
    if (!genesis)
        return genesis.error();
    return hex(evidence::leaf_hash(as_bytes(*genesis))) + "\n";
}

}  // namespace

Result<void> check_data_is_there(site::Site const& site)
{
    std::error_code error;
    fs::directory_iterator const first{site.data(), error};
    bool const holds_something = !error && first != fs::directory_iterator{};
    return holds_something || !remembers(site) ? Result<void>{} : nothing_there(site);
}

Result<void> check_beginning(site::Site const& site, commit::JournalHead const& head, commit::Ledger const& ledger)
{
    if (!remembers(site))
        return {};
    if (head.next == 0)
        return nothing_there(site);
    auto const remembered = files::read(site.begun_log());
    if (!remembered)
        return remembered.error();
    auto const stored = beginning_of(ledger);
    if (!stored)
        return stored.error();
    if (*stored != *remembered)
        return problem(ProblemCode::kIntegrity,
                       "The log in " + site.data().string() + " begins with another entry than " +
                           site.begun_log().string() + " remembers.",
                       "It is not this site's data: see \"A missing data folder\" in docs/operations.md.");
    return {};
}

Result<void> remember_beginning(site::Site const& site, commit::Ledger const& ledger)
{
    if (remembers(site))
        return {};
    auto const beginning = beginning_of(ledger);
    if (!beginning)
        return beginning.error();
    return files::replace(site.begun_log(), as_bytes(*beginning));
}

}  // namespace micklegate::serve
