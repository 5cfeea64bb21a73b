#include "gateway/serve/witnessing.hpp"

#include "gateway/base/joined.hpp"
#include "gateway/commit/log_resources.hpp"
#include "gateway/files/files.hpp"
#include "gateway/serve/known_past.hpp"
#include "gateway/site/witnesses_file.hpp"

namespace micklegate::serve {
namespace {

using receive::Severity;
using std::chrono::milliseconds;

constexpr milliseconds kLook{200};      ///< for something to ask about
constexpr milliseconds kBetween{1000};  ///< two checkpoints that are sent to witnesses

witness_client::AskEach asking(witness_client::PlainHttp& http)
{
    return [&http](auto const& requests, auto const& on_reply) { http.ask_each(requests, on_reply); };
}

}  // namespace

Result<Witnessing::Start> Witnessing::check(site::Site const& site, commit::Ledger const& ledger,
                                            evidence::NoteKey const& key, receive::Log const& log)
{
    WatchedFile file{site.witnesses(), system_now};
    auto policy = site::read_witnesses(file.path(), key);
    if (!policy)
        return policy.error();
    auto remembered = check_remembered(site, ledger, key);
    if (!remembered)
        return remembered.error();
    witness_client::PlainHttp http{{}};
    if (*policy)
        if (auto const agreed = ask_witnesses(**policy, ledger, key, asking(http), log); !agreed)
            return agreed.error();
    return Start{std::move(file), *std::move(policy), *std::move(remembered)};
}

Witnessing::Witnessing(site::Site site, commit::Ledger const& ledger, evidence::NoteKey key, Start start,
                       std::function<void()> stop_signing, receive::Log const& log, Clock clock)
    : site_{std::move(site)},
      ledger_{ledger},
      key_{std::move(key)},
      stop_signing_{std::move(stop_signing)},
      tell_{log},
      clock_{std::move(clock)},
      witnessed_{ledger,
                 key_,
                 {[this](auto const& note) { return keep(note); }, [this](auto const& note) { contradicted(note); }}},
      http_{{}},
      gatherer_{ledger, witnessed_, asking(http_), log, system_now},
      file_{std::move(start.file)},
      unsound_{log, system_now},
      readings_{system_now, [this] { return read(); }},
      started_at_{clock_()},
      turns_{"Asking the log's witnesses", [this] { return gatherer_.round() ? kBetween : kLook; }, log}
{
    if (start.witnessed)
        witnessed_.restore(*start.witnessed).value();
    witnessed_.judge_by(std::move(start.policy));
}

Witnessing::~Witnessing() { stop(); }

void Witnessing::stop()
{
    http_.stop();
    turns_.stop();
}

Result<void> Witnessing::keep(std::string const& note) const
{
    return files::replace(site_.witnessed_log(), as_bytes(note));
}

/// The evidence outlives the process: the next start is refused as long as the store does not contain it.
void Witnessing::contradicted(std::string const& note)
{
    if (contradicted_.exchange(true))
        return;
    stop_signing_();
    tell_(Severity::kWarning,
          "a checkpoint was shown that this log's key signed and that the log does not contain; nothing is taken any "
          "more: see \"Restored from a backup\" in docs/operations.md");
    if (auto const kept = files::replace(site_.contradicted_log(), as_bytes(note)); !kept)
        tell_(Severity::kWarning, "that checkpoint could not be kept: " + one_line(kept.error()));
}

void Witnessing::poll()
{
    if (auto const taken = file_.poll([this] { return take_over(); }); !taken)
        unsound_.say(Severity::kWarning,
                     "a changed witness policy could not be read and is tried again: " + one_line(taken.error()));
    readings_.refresh();
}

/// One that was read and is not sound stays refused until it changes.
Result<void> Witnessing::take_over()
{
    auto policy = site::read_witnesses(file_.path(), key_);
    if (!policy && policy.error().code == ProblemCode::kUnavailable)
        return policy.error();
    if (!policy) {
        unsound_.say(Severity::kWarning, "the witness policy stays as it was: " + one_line(policy.error()));
        return {};
    }
    witnessed_.judge_by(*policy);
    tell_(Severity::kInfo, *policy ? "A changed witness policy is in force."
                                   : "No witnesses are asked any more: receipts are final when they are durable.");
    return {};
}

Result<milliseconds> Witnessing::unwitnessed() const
{
    auto const note = ledger_.checkpoint();
    if (!note)
        return note.error();
    auto const newest = commit::newest_checkpoint(*note);
    if (!newest)
        return newest.error();
    std::uint64_t const witnessed = witnessed_.witnessed_size();
    if (witnessed >= newest->size)
        return milliseconds{0};
    auto const text = ledger_.entry(witnessed);
    if (!text)
        return text.error();
    auto const oldest = commit::decode_entry(*text);
    if (!oldest)
        return oldest.error();
    return std::max(milliseconds{0}, clock_() - oldest->time);
}

Readings Witnessing::read()
{
    auto const waited = witnessed_.policy() ? unwitnessed() : milliseconds{0};
    if (!witnessed_.policy() || !waited) {
        quorum_met_ = true;
        return {};
    }
    tell_of_quorum(*waited);
    auto const seconds = std::chrono::floor<std::chrono::seconds>(*waited).count();
    return {{"log_witnessed_size", witnessed_.witnessed_size()},
            {"log_quorum_met", quorum_met_ ? 1U : 0U},
            {"log_unwitnessed_seconds", static_cast<std::uint64_t>(seconds)}};
}

/// Once when it is missing and once when it is back. Witnesses are given time after a start too.
void Witnessing::tell_of_quorum(milliseconds waited)
{
    bool const met = std::min(waited, clock_() - started_at_) <= site_.settings.log_witnessed_within;
    if (std::exchange(quorum_met_, met) == met)
        return;
    tell_(met ? Severity::kInfo : Severity::kWarning,
          met ? "The log's witnesses are a quorum again."
              : "the log's witnesses are no quorum, and receipts wait for them; messages are taken all the same. "
                "Missing: " +
                    joined(witnessed_.missing()));
}

}  // namespace micklegate::serve
