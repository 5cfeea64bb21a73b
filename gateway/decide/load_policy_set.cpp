#include "gateway/crypto/hash.hpp"
#include "gateway/decide/load_agreement.hpp"
#include "gateway/decide/load_calendar.hpp"
#include "gateway/recognise/load_catalogue.hpp"

namespace micklegate::decide {
namespace {

enum class FileKind { kMessage, kAgreement, kCalendar, kCase, kReadme, kUnknown };

bool in_folder(std::string_view path, std::string_view folder, std::string_view ending)
{
    return path.size() > folder.size() + ending.size() && path.starts_with(folder) && path.ends_with(ending) &&
           path.find('/', folder.size()) == std::string_view::npos;
}

FileKind kind_of(std::string_view path)
{
    if (in_folder(path, "messages/", ".json"))
        return FileKind::kMessage;
    if (in_folder(path, "agreements/", ".toml"))
        return FileKind::kAgreement;
    if (in_folder(path, "calendars/", ".toml"))
        return FileKind::kCalendar;
    if (in_folder(path, "cases/", ".json"))
        return FileKind::kCase;
    return path == "README.md" ? FileKind::kReadme : FileKind::kUnknown;
}

Problem unusable(std::string detail)
{
    return problem(ProblemCode::kConfiguration, std::move(detail),
                   "policies/README.md says which files a policy set has.");
}

/// What decides is part of the digest; cases only test it, and a reader's note changes nothing.
std::string digest_of(PolicyFiles const& files)
{
    std::string lines;
    for (auto const& [path, content] : files) {
        FileKind const kind = kind_of(path);
        if (kind == FileKind::kMessage || kind == FileKind::kAgreement || kind == FileKind::kCalendar)
            lines += path + '\0' + hex(crypto::sha256(as_bytes(content))) + '\n';
    }
    return "sha256:" + hex(crypto::sha256(as_bytes(lines)));
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

Result<std::vector<Agreement>> load_agreements(PolicyFiles const& files, recognise::Catalogue const& catalogue)
{
    std::vector<Agreement> agreements;
    for (auto const& [path, content] : files) {
        if (kind_of(path) != FileKind::kAgreement)
            continue;
        auto agreement = load_agreement(path, content, catalogue);
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

}  // namespace

Result<PolicySet> load_policy_set(PolicyFiles const& files)
{
    for (auto const& [path, content] : files)
        if (kind_of(path) == FileKind::kUnknown)
            return unusable(path + ": no such file belongs in a policy set.");

    PolicySet policy;
    auto catalogue = load_catalogue(files);
    if (!catalogue)
        return catalogue.error();
    policy.catalogue = std::move(*catalogue);
    auto agreements = load_agreements(files, policy.catalogue);
    if (!agreements)
        return agreements.error();
    policy.agreements = std::move(*agreements);
    auto calendar = load_only_calendar(files);
    if (!calendar)
        return calendar.error();
    policy.calendar = std::move(*calendar);

    policy.digest = digest_of(files);
    for (Agreement const& agreement : policy.agreements)
        for (Rule const& rule : agreement.rules)
            policy.index.emplace(rule.type, std::pair{&agreement, &rule});
    return policy;
}

}  // namespace micklegate::decide
