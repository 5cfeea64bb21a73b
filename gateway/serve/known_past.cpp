#include "gateway/serve/known_past.hpp"

#include "gateway/commit/witnessed_log.hpp"
#include "gateway/evidence/add_checkpoint.hpp"
#include "gateway/files/files.hpp"
#include "gateway/model/endpoint.hpp"

namespace micklegate::serve {
namespace {

namespace fs = std::filesystem;
using evidence::Checkpoint;

Problem another_past(std::string const& who, Checkpoint const& checkpoint)
{
    return problem(ProblemCode::kIntegrity,
                   who + " a checkpoint of " + std::to_string(checkpoint.size) +
                       " entries that this log's key signed, and the store does not contain it.",
                   "Nothing was signed. Put the newest data folder back: see \"Restored from a backup\" in "
                   "docs/operations.md.");
}

/// Nothing where there is no such file.
Result<std::optional<std::string>> read_note(fs::path const& file)
{
    std::error_code error;
    if (!fs::exists(file, error) && !error)
        return std::optional<std::string>{};
    auto note = files::read(file);
    return note ? Result<std::optional<std::string>>{*std::move(note)} : note.error();
}

/// A note that is no checkpoint of this log is a fault of the site.
Result<void> check_note(fs::path const& file, std::optional<std::string> const& note, commit::Ledger const& ledger,
                        evidence::NoteKey const& key)
{
    if (!note)
        return {};
    auto const checkpoint = evidence::open_checkpoint(*note, key);
    if (!checkpoint)
        return problem(ProblemCode::kIntegrity, file.string() + " holds no checkpoint of this log.",
                       "Put it back from a backup: see \"Restored from a backup\" in docs/operations.md.");
    auto const ours = commit::contains(ledger, *checkpoint);
    if (!ours)
        return ours.error();
    if (!*ours)
        return another_past(file.string() + " remembers", *checkpoint);
    return {};
}

Result<void> check_held(evidence::WitnessPolicy::Witness const& witness, Result<witness_client::Reply> const& reply,
                        commit::Ledger const& ledger, evidence::NoteKey const& key, receive::Log const& log)
{
    auto const tell = [&](std::string const& why) {
        log(receive::Severity::kWarning, "the witness " + witness.name + " was not compared with: " + why);
        return Result<void>{};
    };
    if (!reply)
        return tell(reply.error().detail);
    if (reply->status == 404)
        return {};  // it has seen nothing of this log yet
    if (reply->status != 200)
        return tell("It answers with the status " + std::to_string(reply->status) + ".");
    auto const checkpoint = evidence::open_checkpoint(reply->body, key);
    if (!checkpoint)
        return tell("What it shows is no checkpoint of this log.");
    auto const ours = commit::contains(ledger, *checkpoint);
    if (!ours)
        return ours.error();
    return *ours ? Result<void>{} : another_past("The witness " + witness.name + " holds", *checkpoint);
}

}  // namespace

Result<RememberedPast> read_remembered(site::Site const& site)
{
    auto contradicted = read_note(site.contradicted_log());
    if (!contradicted)
        return contradicted.error();
    auto witnessed = read_note(site.witnessed_log());
    if (!witnessed)
        return witnessed.error();
    return RememberedPast{*std::move(contradicted), *std::move(witnessed)};
}

Result<void> check_remembered(site::Site const& site, RememberedPast const& past, commit::Ledger const& ledger,
                              evidence::NoteKey const& key)
{
    if (auto const ours = check_note(site.contradicted_log(), past.contradicted, ledger, key); !ours)
        return ours;
    return check_note(site.witnessed_log(), past.witnessed, ledger, key);
}

Result<std::optional<std::string>> check_remembered(site::Site const& site, commit::Ledger const& ledger,
                                                    evidence::NoteKey const& key)
{
    auto past = read_remembered(site);
    if (!past)
        return past.error();
    if (auto const ours = check_remembered(site, *past, ledger, key); !ours)
        return ours.error();
    return std::move(past->witnessed);
}

Result<void> ask_witnesses(evidence::WitnessPolicy const& policy, commit::Ledger const& ledger,
                           evidence::NoteKey const& key, witness_client::AskEach const& ask, receive::Log const& log)
{
    std::vector<evidence::WitnessPolicy::Witness const*> asked;
    std::vector<witness_client::Request> requests;
    for (auto const& witness : policy.witnesses) {
        if (witness.url.empty())
            continue;
        HttpUrl url = http_url_of(witness.url).value();
        url.path += "/" + evidence::origin_hash(key.name) + "/checkpoint";
        asked.push_back(&witness);
        requests.push_back({"GET", std::move(url)});
    }
    Result<void> verdict;
    ask(requests, [&](std::size_t place, Result<witness_client::Reply> const& reply) {
        if (auto const held = check_held(*asked[place], reply, ledger, key, log); !held && verdict)
            verdict = held;
    });
    return verdict;
}

}  // namespace micklegate::serve
