// micklegate policy install and history: which set a site decides by, and which it decided by before.
#include "gateway/app/commands/policy_subcommands.hpp"
#include "gateway/app/policy_difference.hpp"
#include "gateway/commit/policy_in_force.hpp"
#include "gateway/decide/cases.hpp"
#include "gateway/files/files.hpp"
#include "gateway/files/lock.hpp"
#include "gateway/matac/scales.hpp"
#include "gateway/site/policy_folder.hpp"
#include "gateway/site/policy_history.hpp"
#include "gateway/site/proven_policy.hpp"
#include "gateway/site/registry.hpp"
#include "gateway/storage/store.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace micklegate::app {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string site;  ///< or the folder before, for a difference
    std::string folder;
    bool json = false;
};

Result<void> pass_cases(site::ProvenPolicy const& policy, std::string const& folder)
{
    auto const cases = decide::load_cases(policy.files, *policy.set);
    if (!cases)
        return cases.error();
    decide::CaseReport const report = run_cases(*policy.set, *cases);
    if (report.passed())
        return {};
    auto const failed = std::ranges::find_if(report.results, [](auto const& each) { return !each.difference.empty(); });
    std::string const first = failed == report.results.end() ? "a rule has no case on each side of its border"
                                                             : failed->file + ", " + failed->name;
    return problem(ProblemCode::kConfiguration, "The policy set does not pass its own cases: " + first + ".",
                   "See all: micklegate policy test " + folder);
}

Result<void> check_approvals(site::ProvenPolicy const& policy, site::Site const& site)
{
    auto const agencies = site::load_agencies(site.agencies());
    if (!agencies)
        return agencies.error();
    return policy::require(site::approvals_of(policy.files, site.settings, *agencies));
}

/// What was read and found fit is what is written: the folder it came from may change meanwhile.
Result<void> put_in_place(policy::PolicyFiles const& files, fs::path const& policies)
{
    return files::renew_folder(policies, [&files](fs::path const& aside) -> Result<void> {
        for (auto const& [path, content] : files)
            if (auto const created = files::create(aside / path, as_bytes(content)); !created)
                return created;
        return {};
    });
}

/// Empty where there is nothing that could be read.
std::string digest_of_folder(fs::path const& policies)
{
    auto const files = site::read_policy_folder(policies);
    return files ? policy::digest_of(*files) : "";
}

/// Nothing where the set before cannot be read.
std::vector<std::string> changes_from(fs::path const& policies, policy::PolicySet const& after)
{
    auto const before = site::load_policy_folder(policies);
    return before ? differences(*before, after) : std::vector<std::string>{};
}

Outcome diff(Options const& options, terminal::Console& console)
{
    auto const before = site::load_policy_folder(options.site);
    if (!before)
        return before.error();
    auto const after = site::load_policy_folder(options.folder);
    if (!after)
        return after.error();
    auto const changes = differences(*before, *after);
    if (options.json)
        console.print_json(boost::json::object{{"before", before->digest},
                                               {"after", after->digest},
                                               {"changes", boost::json::array(changes.begin(), changes.end())}});
    for (std::string const& change : changes)
        if (!options.json)
            console.print(change);
    if (!options.json && changes.empty())
        console.print("Both decide alike.");
    return kDone;
}

Outcome install(Options const& options, terminal::Console& console)
{
    auto const site = site::open_site(options.site);
    if (!site)
        return site.error();
    auto const policy = site::read_proven_policy(options.folder);
    if (!policy)
        return policy.error();
    if (auto const scales = matac::check_scales(policy->files); !scales)
        return scales.error();
    if (auto const passed = pass_cases(*policy, options.folder); !passed)
        return passed.error();
    // As the commands for members do: nobody else installs meanwhile, and no approver is suspended.
    auto const lock = files::lock_folder(site->authority());
    if (!lock)
        return lock.error();
    if (auto const approved = check_approvals(*policy, *site); !approved)
        return approved.error();
    std::string const before = digest_of_folder(site->policies());
    auto const changes = changes_from(site->policies(), *policy->set);
    if (auto const placed = put_in_place(policy->files, site->policies()); !placed)
        return placed.error();
    if (options.json) {
        console.print_json(boost::json::object{{"digest", policy->set->digest},
                                               {"before", before},
                                               {"changes", boost::json::array(changes.begin(), changes.end())}});
        return kDone;
    }
    for (std::string const& change : changes)
        console.print(change);
    console.print("Installed: " + policy->set->digest);
    console.print("Before:    " + (before.empty() ? "nothing that could be read" : before));
    console.remark("A gateway that serves the site takes it over within two seconds, and its log says so.");
    return kDone;
}

struct Use {
    std::string digest;
    std::string from;
    Sequence index = 0;
    bool kept = false;
};

/// None where the site was never served.
Result<std::vector<Use>> uses_of(site::Site const& site)
{
    std::error_code error;
    if (!fs::exists(site.begun_log(), error))
        return std::vector<Use>{};
    auto const store = storage::Store::open_read_only({site.data(), site.settings.origin(), {}});
    if (!store)
        return store.error();
    commit::Ledger const& ledger = (*store)->ledger();
    auto const changes = commit::policy_changes(ledger.projections());
    if (!changes)
        return changes.error();
    site::PolicyHistory const history{site.policy_history()};
    std::vector<Use> uses;
    for (commit::PolicyChange const& change : *changes) {
        auto const text = ledger.entry(change.index);
        if (!text)
            return text.error();
        auto const entry = commit::decode_entry(*text);
        if (!entry)
            return entry.error();
        uses.push_back({change.digest, rfc3339(entry->time), change.index, history.holds(change.digest)});
    }
    return uses;
}

Outcome history(Options const& options, terminal::Console& console)
{
    auto const site = site::open_site(options.site);
    if (!site)
        return site.error();
    auto const uses = uses_of(*site);
    if (!uses)
        return uses.error();
    boost::json::array all;
    std::vector<std::vector<std::string>> rows{{"IN FORCE FROM", "DIGEST", ""}};
    for (Use const& use : *uses) {
        bool const in_force = &use == &uses->back();
        all.push_back(boost::json::object{{"digest", use.digest},
                                          {"from", use.from},
                                          {"index", use.index},
                                          {"in_force", in_force},
                                          {"kept", use.kept}});
        rows.push_back({use.from, use.digest, (in_force ? "in force" : "") + std::string{use.kept ? "" : " not kept"}});
    }
    if (options.json)
        console.print_json(all);
    else
        console.print_table(rows);
    return kDone;
}

}  // namespace

void add_policy_life(CLI::App& policy, Command& chosen)
{
    auto const options = std::make_shared<Options>();
    CLI::App& diff_app =
        *policy.add_subcommand("diff", "Say what changed from one policies folder to another, by rule and field.");
    diff_app.add_option("BEFORE", options->site, "Policies folder, a site's for instance")->required();
    diff_app.add_option("AFTER", options->folder, "Policies folder")->required();
    diff_app.add_flag("--json", options->json, "Print the result as JSON");
    on_chosen(diff_app, chosen, [options](terminal::Console& console) { return diff(*options, console); });

    CLI::App& install_app = *policy.add_subcommand(
        "install", "Check, prove and test a policies folder, and make it the site's in one step; no restart.");
    install_app.add_option("SITE", options->site, "Site folder")->required();
    install_app.add_option("DIR", options->folder, "Policies folder")->required();
    install_app.add_flag("--json", options->json, "Print the result as JSON");
    on_chosen(install_app, chosen, [options](terminal::Console& console) { return install(*options, console); });

    CLI::App& history_app =
        *policy.add_subcommand("history", "List the policy sets a site has used, and since when each was in force.");
    history_app.add_option("SITE", options->site, "Site folder")->required();
    history_app.add_flag("--json", options->json, "Print the list as JSON");
    on_chosen(history_app, chosen, [options](terminal::Console& console) { return history(*options, console); });
}

}  // namespace micklegate::app
