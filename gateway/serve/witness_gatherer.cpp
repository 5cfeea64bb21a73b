#include "gateway/serve/witness_gatherer.hpp"

#include "gateway/evidence/add_checkpoint.hpp"
#include "gateway/evidence/lines.hpp"
#include "gateway/model/endpoint.hpp"

#include <algorithm>

namespace micklegate::serve {
namespace {

using evidence::Note;
using receive::Severity;
using witness_client::Reply;
using witness_client::Request;

HttpUrl below(evidence::WitnessPolicy::Witness const& witness, std::string const& path)
{
    HttpUrl url = http_url_of(witness.url).value();
    url.path += "/" + path;
    return url;
}

bool has_line_of(Note const& note, evidence::NoteKey const& key)
{
    return std::ranges::any_of(note.signatures, [&](auto const& line) { return line.is_of(key); });
}

/// What the body of a 409 says; v1.0.0 and later agree on it.
std::optional<std::uint64_t> told_size(std::string_view body)
{
    auto const line = evidence::take_line(body);
    return line && body.empty() ? evidence::parse_decimal(*line) : std::nullopt;
}

}  // namespace

WitnessGatherer::WitnessGatherer(commit::Ledger const& ledger, commit::WitnessedLog& witnessed,
                                 witness_client::AskEach ask, receive::Log const& log, Clock clock)
    : ledger_{ledger}, witnessed_{witnessed}, ask_{std::move(ask)}, lines_{log, clock}, clock_{std::move(clock)}
{
}

bool WitnessGatherer::round()
{
    auto const policy = witnessed_.policy();
    if (!policy)
        return false;
    auto const settled = witnessed_.settle();
    auto pending = witnessed_.pending();
    if (!settled || !pending) {
        lines_.say(Severity::kWarning, "the log's witnessed checkpoint cannot be kept or read: " +
                                           one_line(settled ? pending.error() : settled.error()));
        return false;
    }
    auto const checkpoint = evidence::parse_checkpoint(pending->text);
    auto const all = due(policy, *pending);
    if (!checkpoint || all.empty())
        return false;
    Offer offer{*std::move(pending), checkpoint->size};
    Answers const first = push(all, offer);
    Answers const second = push(first.other_size, offer);
    std::vector<Asked> refused = first.refused;
    refused.insert(refused.end(), second.refused.begin(), second.refused.end());
    refused.insert(refused.end(), second.other_size.begin(), second.other_size.end());
    examine(refused, offer);
    return true;
}

std::vector<WitnessGatherer::Asked> WitnessGatherer::due(commit::WitnessedLog::Policy const& policy,
                                                         Note const& pending)
{
    std::vector<Asked> all;
    Moment const now = clock_();
    for (Witness const& witness : policy->witnesses) {
        if (witness.url.empty() || has_line_of(pending, witness.key))
            continue;
        Standing& standing = standings_[evidence::vkey_text(witness.key)];
        // A clock that was set back must not make a pause longer.
        if (now < standing.failed_at || now - standing.failed_at >= standing.pause)
            all.push_back({&witness, &standing});
    }
    return all;
}

/// One that is ahead of the offer is asked from nothing: it then says again how far it is.
Result<Request> WitnessGatherer::request(Asked const& asked, Offer& offer) const
{
    std::uint64_t const old_size = asked.standing->size <= offer.size ? asked.standing->size : 0;
    auto proof = offer.proofs.find(old_size);
    if (proof == offer.proofs.end()) {
        auto made = evidence::consistency_proof(ledger_.tile_hashes(), old_size, offer.size);
        if (!made)
            return made.error();
        proof = offer.proofs.emplace(old_size, *std::move(made)).first;
    }
    Note const alone{offer.note.text, {offer.note.signatures.front()}};
    return Request{"POST", below(*asked.witness, "add-checkpoint"),
                   evidence::add_checkpoint_text({old_size, proof->second, evidence::note_text(alone)})};
}

WitnessGatherer::Answers WitnessGatherer::push(std::vector<Asked> const& all, Offer& offer)
{
    std::vector<Asked> asked;
    std::vector<Request> requests;
    for (Asked const& each : all) {
        auto made = request(each, offer);
        if (!made) {
            failed(each, "no proof could be made for it: " + one_line(made.error()));
            continue;
        }
        asked.push_back(each);
        requests.push_back(*std::move(made));
    }
    Answers answers;
    if (!requests.empty())
        ask_(requests, [&](std::size_t place, Result<Reply> const& reply) {
            if (reply)
                read(asked[place], *reply, offer, answers);
            else
                failed(asked[place], reply.error().detail);
        });
    return answers;
}

void WitnessGatherer::read(Asked const& asked, Reply const& reply, Offer const& offer, Answers& answers)
{
    if (reply.status == 200)
        return read_lines(asked, reply.body, offer);
    if (reply.status == 422)
        return answers.refused.push_back(asked);
    if (reply.status != 409)
        return failed(asked, "It answers with the status " + std::to_string(reply.status) + ".");
    auto const size = told_size(reply.body);
    bool const helps = size && *size <= offer.size && *size != asked.standing->size;
    if (helps)
        asked.standing->size = *size;
    if (size && *size > offer.size)
        witnessed_.is_ahead(asked.witness->name, *size);
    (helps ? answers.other_size : answers.refused).push_back(asked);
}

/// The lines stand under our own text, so a witness cannot answer with a cosignature of anything else.
void WitnessGatherer::read_lines(Asked const& asked, std::string_view lines, Offer const& offer)
{
    auto const signatures = evidence::parse_signature_lines(lines);
    if (!signatures)
        return failed(asked, "Its answer holds no signature lines.");
    Note note{offer.note.text, {offer.note.signatures.front()}};
    note.signatures.insert(note.signatures.end(), signatures->begin(), signatures->end());
    if (!has_line_of(note, asked.witness->key))
        return failed(asked, "Its answer holds no line of its key.");
    auto const taken = witnessed_.take(evidence::note_text(note));
    if (!taken)
        return failed(asked, taken.error().detail);
    asked.standing->size = offer.size;
    well(asked);
}

/// Whoever refuses what follows from its own last checkpoint lies, or knows of a history that is not ours: what it
/// holds is looked at, because our own signature under that would prove it.
void WitnessGatherer::examine(std::vector<Asked> const& refused, Offer const& offer)
{
    if (refused.empty())
        return;
    std::string_view text = offer.note.text;
    std::string const path = evidence::origin_hash(*evidence::take_line(text)) + "/checkpoint";
    std::vector<Request> requests;
    for (Asked const& each : refused)
        requests.push_back({"GET", below(*each.witness, path)});
    ask_(requests, [&](std::size_t place, Result<Reply> const& reply) {
        if (reply && reply->status == 200)
            read_held(refused[place], reply->body, offer);
        else
            failed(refused[place], "It refuses the checkpoint and does not show the one it holds.");
    });
}

void WitnessGatherer::read_held(Asked const& asked, std::string const& note, Offer const& offer)
{
    auto const held = witnessed_.take(note);
    if (!held)
        return failed(asked, "It refuses the checkpoint. Of the one it holds: " + held.error().detail);
    asked.standing->size = held->checkpoint.size;
    // One that is ahead is asked for a larger checkpoint next time.
    bool const is_ahead = held->checkpoint.size > offer.size && !held->cosigned.empty();
    if (!is_ahead)
        failed(asked, "It refuses a checkpoint that follows from the one it holds.");
}

void WitnessGatherer::well(Asked const& asked)
{
    asked.standing->pause = std::chrono::seconds{0};
    if (!std::exchange(asked.standing->told, {}).empty())
        lines_.say(Severity::kInfo, "the witness " + asked.witness->name + " cosigns again");
}

/// Once for each reason.
void WitnessGatherer::failed(Asked const& asked, std::string const& why)
{
    Standing& standing = *asked.standing;
    standing.pause = std::clamp(2 * standing.pause, std::chrono::seconds{2}, kLongestPause);
    standing.failed_at = clock_();
    if (std::exchange(standing.told, why) != why)
        lines_.say(Severity::kWarning, "the witness " + asked.witness->name + " does not cosign: " + why);
}

}  // namespace micklegate::serve
