#include "gateway/site/policy_history.hpp"

#include "gateway/files/files.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/json/strict_json.hpp"

#include <algorithm>

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kAlgorithm = "sha256:";
constexpr std::size_t kFewestDigits = 8;
constexpr std::string_view kEnding = ".json";

std::string_view digits_of(std::string_view digest)
{
    return digest.starts_with(kAlgorithm) ? digest.substr(kAlgorithm.size()) : digest;
}

Problem damaged(fs::path const& file)
{
    return problem(ProblemCode::kIntegrity, file.string() + " does not hold the policy set it is named after.",
                   "Restore it from a backup, or from where the partnership keeps its policies.");
}

std::string text_of(policy::PolicyFiles const& files)
{
    boost::json::object object;
    for (auto const& [path, content] : files)
        object[path] = content;
    return json::canonical(object) + "\n";
}

std::optional<policy::PolicyFiles> parse(std::string_view text)
{
    auto const value = json::parse_strict(text);
    if (!value || !value->is_object())
        return std::nullopt;
    policy::PolicyFiles files;
    for (auto const& [path, content] : value->get_object()) {
        if (!content.is_string())
            return std::nullopt;
        files.emplace(path, content.get_string());
    }
    return files;
}

}  // namespace

Result<std::string> parse_digest_beginning(std::string_view text)
{
    std::string_view const digits = digits_of(text);
    if (digits.size() < kFewestDigits || !std::ranges::all_of(digits, [](char c) { return hex_digit(c) >= 0; }))
        return problem(ProblemCode::kInvalidValue, "That is not the beginning of a digest.",
                       "Give eight or more of its hex digits, as an entry of the log has them.");
    return std::string{digits};
}

fs::path PolicyHistory::path_of(std::string_view digest) const
{
    return folder_ / (std::string{digits_of(digest)} + std::string{kEnding});
}

bool PolicyHistory::holds(std::string_view digest) const
{
    std::error_code error;
    return fs::exists(path_of(digest), error);
}

Result<void> PolicyHistory::keep(policy::PolicyFiles const& files, std::vector<AgencyId> const& approved_by) const
{
    std::error_code error;
    if (!fs::exists(folder_, error))
        if (auto const made = files::create_folder(folder_); !made)
            return made;
    std::string const digest = policy::digest_of(files);
    policy::PolicyFiles kept = policy::deciding_files(files);
    for (AgencyId const& agency : approved_by)
        kept.insert(*files.find(policy::approval_path(agency)));
    if (auto const before = read(digest)) {
        kept.insert(before->begin(), before->end());
        if (kept == *before)
            return {};
    }
    return files::replace(path_of(digest), as_bytes(text_of(kept)));
}

Result<policy::PolicyFiles> PolicyHistory::read(std::string_view digest) const
{
    if (!holds(digest))
        return problem(ProblemCode::kNotFound, "No policy set of that digest is kept here.",
                       "List those that were used: micklegate policy history SITE");
    auto const text = files::read(path_of(digest));
    if (!text)
        return text.error();
    auto files = parse(*text);
    if (!files || digits_of(policy::digest_of(*files)) != digits_of(digest))
        return damaged(path_of(digest));
    return *std::move(files);
}

Result<std::string> PolicyHistory::find(std::string_view digits) const
{
    std::error_code error;
    std::vector<std::string> found;
    for (fs::directory_iterator entry{folder_, error}, end; !error && entry != end; entry.increment(error))
        if (std::string const name = entry->path().stem().string();
            entry->path().extension() == kEnding && name.starts_with(digits))
            found.push_back(std::string{kAlgorithm} + name);
    if (found.size() == 1)
        return std::move(found.front());
    if (found.empty())
        return problem(ProblemCode::kNotFound, "No policy set that was used here has a digest that begins so.",
                       "List those that were used: micklegate policy history SITE");
    return problem(ProblemCode::kInvalidValue,
                   std::to_string(found.size()) + " policy sets that were used here have digests that begin so.",
                   "Give more of the digits.");
}

}  // namespace micklegate::site
