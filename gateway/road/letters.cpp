#include "gateway/road/letters.hpp"

#include "gateway/commit/who_and_why.hpp"
#include "gateway/crypto/hash.hpp"
#include "gateway/crypto/uuid.hpp"
#include "gateway/seal/seal.hpp"

#include <boost/json/array.hpp>

namespace micklegate::road {
namespace {

using boost::json::object;
using commit::Append;
using commit::EntryKind;

/// No agreement speaks of what nobody was allowed to have yet. Once the duty desk has decided, its sender has the
/// message back or its recipient another copy; four weeks are for a question about that decision.
constexpr char const* kHeldCopy = "held_copy";
constexpr std::uint64_t kKeepHeldCopyDays = 28;

void put(object& out, std::string_view name, std::optional<std::string> const& value)
{
    if (value)
        out[name] = *value;
}

boost::json::array names(std::vector<std::string> const& values)
{
    return boost::json::array(values.begin(), values.end());
}

object manifest(minimise::Release const& release)
{
    object out;
    out["released"] = names(release.released);
    out["withheld"] = names(release.withheld);
    return out;
}

/// The event as it would be sent, all but its data: a held message walks again with it once it is released.
object attributes(Event const& event)
{
    object out;
    out["specversion"] = "1.0";
    out["id"] = event.id;
    out["source"] = event.source.get();
    out["type"] = event.type.get();
    if (!event.purpose.empty())
        out["purpose"] = event.purpose;
    if (event.recipient)
        out["recipient"] = event.recipient->get();
    if (event.time)
        out["time"] = rfc3339(*event.time);
    put(out, "agreement", event.agreement);
    put(out, "actor", event.actor);
    put(out, "correlationid", event.correlation);
    put(out, "supersedes", event.supersedes);
    return out;
}

/// What every letter says of itself, whoever it goes to.
object heading(commit::Entry const& entry, Event const& event, Moment now)
{
    object out;
    out["message"] = entry.message;
    out["type"] = entry.type;
    out["from"] = entry.agency;
    out["to"] = entry.recipient;
    out["sent"] = rfc3339(now);
    put(out, "correlationid", event.correlation);
    put(out, "supersedes", event.supersedes);
    return out;
}

void enclose(Append& append, object letter, Agency const& recipient)
{
    seal::Sealed sealed = seal::seal(std::move(letter), recipient.seal_key);
    append.entry.sealed_bytes = sealed.bytes.size();
    append.entry.sealed_sha256 = std::move(sealed.sha256);
    append.entry.content = std::move(sealed.commitment);
    append.sealed = append.subject ? append.subject->lock(sealed.bytes) : std::move(sealed.bytes);
}

/// As much of a pointer as the catalogue knows: a key the sender made up may be anybody's name, and the log is for
/// ever.
std::string known_place(std::string_view pointer, recognise::MessageSpec const* spec)
{
    constexpr std::string_view kData = "/data/";
    if (!pointer.starts_with(kData))
        return std::string{pointer};
    std::string_view const name = pointer.substr(kData.size(), pointer.find('/', kData.size()) - kData.size());
    return spec != nullptr && spec->field(name) != nullptr ? std::string{kData} + std::string{name}
                                                           : "A field whose name is not kept";
}

/// As the entry of an accepted message names them, so that one search finds all that a rule decided.
void name_rule(commit::Entry& entry, std::string_view full_name, policy::PolicySet const& policy)
{
    std::string_view const agreement = full_name.substr(0, full_name.find('/'));
    for (policy::Agreement const& each : policy.agreements)
        for (policy::Rule const& rule : each.rules)
            if (each.name == agreement && policy::full_name(each, rule) == full_name) {
                entry.agreement = each.name + "/" + each.version;
                entry.rule = rule.name;
                return;
            }
}

void describe(commit::Entry& entry, Stop const& stop, recognise::MessageSpec const* spec)
{
    entry.code = stop.code;
    entry.why = stop.why;
    for (FieldFault const& fault : stop.errors)
        entry.why += fault.detail == stop.why ? " (" + known_place(fault.pointer, spec) + ")"
                                              : " " + known_place(fault.pointer, spec) + " " + fault.detail + ".";
}

}  // namespace

Clerk::Clerk(crypto::SiteKeys const& keys, Arrival const& arrival, Agency const& desk, commit::SubjectKeyPtr subject)
    : keys_{keys}, arrival_{arrival}, desk_{desk}, subject_{std::move(subject)}
{
}

Append Clerk::begin(EntryKind kind, Event const& event) const
{
    Append append;
    commit::Entry& entry = append.entry;
    entry.kind = kind;
    entry.agency = arrival_.peer.get();
    entry.policy = arrival_.setup.policy->digest;
    // A type or purpose goes into the log only where the catalogue knows it: an unknown one is a stranger's free text.
    if (auto const* const spec = spec_of(event))
        entry.type = event.type.get() + "/" + std::to_string(spec->version);
    if (subject_) {
        append.subject = subject_;
        entry.subjects = {subject_->pseudonym()};
    }
    if (event.correlation)
        entry.correlation =
            crypto::pseudonym(keys_.pseudonyms, "correlation:" + arrival_.peer.get(), *event.correlation);
    if (event.actor)
        commit::name_actor(append, commit::mark_actor(keys_, arrival_.peer, *event.actor));
    return append;
}

recognise::MessageSpec const* Clerk::spec_of(Event const& event) const
{
    recognise::Catalogue const& catalogue = arrival_.setup.policy->catalogue;
    auto const spec = catalogue.find(event.type);
    return spec == catalogue.end() ? nullptr : &spec->second;
}

Append Clerk::accepted(recognise::Message const& message, decide::Decision const& decision,
                       minimise::Release release) const
{
    policy::Rule const& rule = *decision.rule;
    Append append = begin(EntryKind::kAccepted, message.event);
    commit::Entry& entry = append.entry;
    entry.message = crypto::uuid_v7(arrival_.now);
    entry.recipient = message.recipient->id.get();
    entry.instead_of = message.instead_of == nullptr ? std::string{} : message.instead_of->id.get();
    entry.purpose = rule.purpose;
    entry.lawful_basis = rule.lawful_basis;
    entry.agreement = decision.agreement->name + "/" + decision.agreement->version;
    entry.rule = rule.name;
    entry.why = decision.reason;
    entry.deadline =
        decide::deadline(*arrival_.setup.policy, rule, message.event.data, arrival_.now, message.recipient_days);
    entry.acknowledgement = entry.deadline ? rule.acknowledgement : std::string{};
    entry.released = release.released;
    entry.withheld = release.withheld;
    entry.retention = rule.retention;
    entry.keep_days = decision.agreement->gateway_days.at(rule.retention);

    object letter = heading(entry, message.event, arrival_.now);
    if (!entry.instead_of.empty())
        letter["instead_of"] = entry.instead_of;
    letter["purpose"] = rule.purpose;
    letter["lawful_basis"] = rule.lawful_basis_text;
    letter["agreement"] = entry.agreement;
    letter["marking"] = rule.marking;
    letter["retention"] = decision.agreement->retention.at(rule.retention);
    letter["acknowledgement"] = rule.acknowledgement;
    if (entry.deadline)
        letter["deadline"] = rfc3339(*entry.deadline);
    if (!rule.escalation.empty())
        letter["escalation"] = names(rule.escalation);
    if (arrival_.waiver)
        letter["released_by"] = desk_.id.get();
    letter["manifest"] = manifest(release);
    letter["data"] = std::move(release.data);
    enclose(append, std::move(letter), *message.recipient);
    return append;
}

commit::Proposal Clerk::stopped(Event const& event, Stop const& stop) const
{
    bool const held = stop.kind == Stop::Kind::kHeld;
    if (held && desk_.suspended)
        return Result<commit::Receipt>{
            problem(ProblemCode::kUnavailable,
                    "The message has to be held for the duty desk (" + stop.code + "), and the desk takes nothing now.",
                    "Send it again later with the same id, or mend it; nothing of it was stored.")};
    Append append = begin(held ? EntryKind::kHeld : EntryKind::kRefused, event);
    describe(append.entry, stop, spec_of(event));
    name_rule(append.entry, stop.rule, *arrival_.setup.policy);
    append.errors = stop.errors;
    if (!held)
        return append;

    append.entry.message = crypto::uuid_v7(arrival_.now);
    append.entry.recipient = desk_.id.get();
    append.entry.retention = kHeldCopy;
    append.entry.keep_days = kKeepHeldCopyDays;
    object letter = heading(append.entry, event, arrival_.now);
    letter["held"] = object{{"code", stop.code}, {"why", append.entry.why}};
    letter["event"] = attributes(event);
    letter["data"] = event.data;
    enclose(append, std::move(letter), desk_);
    return append;
}

commit::Intent Clerk::stopped_stranger(Stop const& stop) const
{
    Append append;
    append.entry.kind = EntryKind::kRefused;
    append.entry.agency = arrival_.peer.get();
    append.entry.policy = arrival_.setup.policy->digest;
    describe(append.entry, stop, nullptr);
    append.errors = stop.errors;
    return {
        "stranger:" + crypto::uuid_v7(arrival_.now), append.entry.why.size(),
        [append = std::move(append)](commit::Ledger const&) mutable -> commit::Proposal { return std::move(append); }};
}

}  // namespace micklegate::road
