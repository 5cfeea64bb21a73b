#include "gateway/crypto/hash.hpp"
#include "gateway/policy/load_agreement.hpp"
#include "gateway/policy/load_calendar.hpp"
#include "gateway/policy/load_register.hpp"
#include "gateway/policy/overlap.hpp"
#include "gateway/recognise/load_catalogue.hpp"

namespace micklegate::policy {
namespace {

enum class FileKind {
    kMessage,
    kRegister,
    kAgreement,
    kCalendar,
    kInvariants,
    kCase,
    kScale,
    kApproval,
    kReadme,
    kUnknown
};

constexpr std::string_view kInvariantsFile = "invariants.toml";

bool in_folder(std::string_view path, std::string_view folder, std::string_view ending)
{
    return path.size() > folder.size() + ending.size() && path.starts_with(folder) && path.ends_with(ending) &&
           path.find('/', folder.size()) == std::string_view::npos;
}

FileKind kind_of(std::string_view path)
{
    if (in_folder(path, "messages/", ".json"))
        return FileKind::kMessage;
    if (in_folder(path, "registers/", ".json"))
        return FileKind::kRegister;
    if (in_folder(path, "agreements/", ".toml"))
        return FileKind::kAgreement;
    if (in_folder(path, "matac/rfgv-", ".toml") || in_folder(path, "matac/dash-", ".toml"))
        return FileKind::kScale;
    if (in_folder(path, "calendars/", ".toml"))
        return FileKind::kCalendar;
    if (in_folder(path, "cases/", ".json"))
        return FileKind::kCase;
    if (in_folder(path, "approvals/", ".json"))
        return FileKind::kApproval;
    if (path == kInvariantsFile)
        return FileKind::kInvariants;
    return path == "README.md" ? FileKind::kReadme : FileKind::kUnknown;
}

Problem unusable(std::string detail)
{
    return problem(ProblemCode::kConfiguration, std::move(detail),
                   "policies/README.md says which files a policy set has.");
}

/// Cases only test what decides, scales only score, approvals sign its digest, and a reader's note changes nothing.
bool decides(FileKind kind)
{
    return kind == FileKind::kMessage || kind == FileKind::kRegister || kind == FileKind::kAgreement ||
           kind == FileKind::kCalendar || kind == FileKind::kInvariants;
}

Result<recognise::Catalogue> load_catalogue(PolicyFiles const& files)
{
    recognise::Catalogue catalogue;
    for (auto const& [path, content] : files) {
        if (kind_of(path) != FileKind::kMessage)
            continue;
        auto spec = recognise::load_message_spec(path, content);
        if (!spec)
            return spec.error();
        auto type = spec->type;
        if (!catalogue.emplace(std::move(type), std::move(*spec)).second)
            return unusable(path + ": another file describes the same message type.");
    }
    if (catalogue.empty())
        return unusable("The policy set describes no message type.");
    return catalogue;
}

Result<RegisterSpecs> load_registers(PolicyFiles const& files, recognise::Catalogue const& catalogue)
{
    RegisterSpecs registers;
    for (auto const& [path, content] : files) {
        if (kind_of(path) != FileKind::kRegister)
            continue;
        auto spec = load_register(path, content, catalogue);
        if (!spec)
            return spec.error();
        std::string name = spec->name;
        registers.emplace(std::move(name), std::move(*spec));
    }
    for (auto const& [type, spec] : catalogue)
        if (spec.in_register && !registers.contains(spec.in_register->name))
            return unusable("messages/" + type.get() + ".json: x-message changes the register \"" +
                            spec.in_register->name + "\", and there is no such file in registers/.");
    return registers;
}

Result<std::vector<Agreement>> load_agreements(PolicyFiles const& files, recognise::Catalogue const& catalogue, Age age)
{
    std::vector<Agreement> agreements;
    for (auto const& [path, content] : files) {
        if (kind_of(path) != FileKind::kAgreement)
            continue;
        auto agreement = load_agreement(path, content, catalogue, age);
        if (!agreement)
            return agreement.error();
        agreements.push_back(std::move(*agreement));
    }
    if (agreements.empty())
        return unusable("The policy set has no agreement, so it would allow nothing.");
    return agreements;
}

Result<Calendar> load_only_calendar(PolicyFiles const& files)
{
    std::optional<Calendar> only;
    for (auto const& [path, content] : files) {
        if (kind_of(path) != FileKind::kCalendar)
            continue;
        if (only)
            return unusable(path + ": a policy set has exactly one calendar.");
        auto calendar = load_calendar(path, content);
        if (!calendar)
            return calendar.error();
        only = std::move(*calendar);
    }
    if (!only)
        return unusable("The policy set has no calendar, so no deadline could be counted.");
    return std::move(*only);
}

Result<Invariants> load_only_invariants(PolicyFiles const& files, recognise::Catalogue const& catalogue)
{
    auto const file = files.find(std::string{kInvariantsFile});
    if (file == files.end())
        return unusable("The policy set has no invariants.toml, so nothing could be proven of it.");
    return load_invariants(file->first, file->second, catalogue);
}

/// A kind the type is for, but no rule: a promise of the catalogue that nothing keeps.
std::optional<Problem> unused_kind(PolicySet const& policy)
{
    for (auto const& [type, spec] : policy.catalogue) {
        auto senders = spec.senders;
        auto recipients = spec.recipients;
        for (RuleRef const& ref : policy.index.of_type(type)) {
            for (std::string const& kind : ref.rule->from)
                senders.erase(kind);
            for (std::string const& kind : ref.rule->to)
                recipients.erase(kind);
        }
        if (!senders.empty() || !recipients.empty())
            return unusable("messages/" + type.get() + ".json: x-message names " +
                            *(senders.empty() ? recipients : senders).begin() + " as one of its " +
                            (senders.empty() ? "recipients" : "senders") + ", and no rule lets it be one.");
    }
    return std::nullopt;
}

}  // namespace

PolicyFiles deciding_files(PolicyFiles const& files)
{
    PolicyFiles deciding;
    for (auto const& [path, content] : files)
        if (decides(kind_of(path)))
            deciding.emplace(path, content);
    return deciding;
}

std::string digest_of(PolicyFiles const& files)
{
    std::string lines;
    for (auto const& [path, content] : deciding_files(files))
        lines += path + '\0' + hex(crypto::sha256(as_bytes(content))) + '\n';
    return "sha256:" + hex(crypto::sha256(as_bytes(lines)));
}

namespace {

Result<PolicySet> load(PolicyFiles const& files, Age age)
{
    for (auto const& [path, content] : files)
        if (kind_of(path) == FileKind::kUnknown)
            return unusable(path + ": no such file belongs in a policy set.");

    PolicySet policy;
    auto catalogue = load_catalogue(files);
    if (!catalogue)
        return catalogue.error();
    policy.catalogue = std::move(*catalogue);
    auto registers = load_registers(files, policy.catalogue);
    if (!registers)
        return registers.error();
    policy.registers = std::move(*registers);
    auto agreements = load_agreements(files, policy.catalogue, age);
    if (!agreements)
        return agreements.error();
    policy.agreements = std::move(*agreements);
    auto calendar = load_only_calendar(files);
    if (!calendar)
        return calendar.error();
    policy.calendar = std::move(*calendar);

    auto invariants = load_only_invariants(files, policy.catalogue);
    if (!invariants)
        return invariants.error();
    policy.invariants = std::move(*invariants);

    policy.digest = digest_of(files);
    for (Agreement const& agreement : policy.agreements)
        for (Rule const& rule : agreement.rules)
            policy.index.add(agreement, rule);
    if (auto fault = unused_kind(policy))
        return std::move(*fault);
    if (auto const overlap = find_overlap(policy))
        return unusable(overlap_sentence(*overlap));
    return policy;
}

}  // namespace

Result<PolicySet> load_policy_set(PolicyFiles const& files) { return load(files, Age::kCurrent); }
Result<PolicySet> load_kept_policy_set(PolicyFiles const& files) { return load(files, Age::kKept); }

}  // namespace micklegate::policy
