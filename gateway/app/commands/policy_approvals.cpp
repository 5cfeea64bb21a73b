// micklegate policy approve and approvals: an agency's signature under a policy set, and what is missing of a site's.
#include "gateway/agency/person.hpp"
#include "gateway/app/commands/policy_subcommands.hpp"
#include "gateway/files/files.hpp"
#include "gateway/site/policy_folder.hpp"
#include "gateway/site/proven_policy.hpp"
#include "gateway/site/registry.hpp"

#include "adapters/gateway_client/identity.hpp"

#include <boost/json/array.hpp>

namespace micklegate::app {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string folder;
    std::string identity;
    std::string site;
    agency::Person by;
    bool json = false;
};

Result<void> write_approval(fs::path const& folder, policy::Approval const& approval)
{
    fs::path const file = folder / policy::approval_path(approval.agency);
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    return files::replace(file, as_bytes(policy::approval_text(approval)));
}

Outcome approve(Options const& options, terminal::Console& console)
{
    // Nobody can mean to approve what no gateway would serve.
    auto const policy = site::read_proven_policy(options.folder);
    if (!policy)
        return policy.error();
    auto const identity = gateway_client::load_identity(options.identity);
    if (!identity)
        return identity.error();
    policy::Approval const approval = policy::approve(
        {identity->agency, policy->set->digest, options.by.name + ", " + options.by.role, system_now(), {}},
        identity->signing);
    if (auto const written = write_approval(options.folder, approval); !written)
        return written.error();
    if (options.json)
        console.print_json(boost::json::object{{"agency", approval.agency.get()},
                                               {"digest", approval.digest},
                                               {"by", approval.by},
                                               {"at", rfc3339(approval.at)}});
    else
        console.print(approval.agency.get() + " approves " + approval.digest + ".");
    return kDone;
}

boost::json::object to_json(policy::Approvals const& approvals)
{
    boost::json::array approvers;
    for (policy::ApproverState const& state : approvals.approvers) {
        boost::json::object approver{{"agency", state.approver.get()}, {"standing", policy::name_of(state.standing)}};
        if (state.approval) {
            approver["by"] = state.approval->by;
            approver["at"] = rfc3339(state.approval->at);
        }
        approvers.push_back(std::move(approver));
    }
    return {{"digest", approvals.digest},
            {"required", approvals.required},
            {"approved", approvals.enough()},
            {"approvers", std::move(approvers)},
            {"ignored", boost::json::array(approvals.ignored.begin(), approvals.ignored.end())}};
}

void print(policy::Approvals const& approvals, terminal::Console& console)
{
    std::vector<std::vector<std::string>> rows{{"APPROVER", "STANDING", "AT", "BY"}};
    for (policy::ApproverState const& state : approvals.approvers)
        rows.push_back({state.approver.get(), std::string{policy::name_of(state.standing)},
                        state.approval ? rfc3339(state.approval->at) : "", state.approval ? state.approval->by : ""});
    console.print(approvals.digest);
    if (!approvals.approvers.empty())
        console.print_table(rows);
    for (std::string const& file : approvals.ignored)
        console.print("Ignored: " + file + ", of an agency that the site does not name as an approver.");
    console.print(approvals.required == 0
                      ? "The site requires no approval."
                      : std::to_string(approvals.approved_by().size()) + " of the " +
                            std::to_string(approvals.required) + " approvals that the site requires.");
}

Outcome show(Options const& options, terminal::Console& console)
{
    auto const site = site::open_site(options.site);
    if (!site)
        return site.error();
    auto const files = site::read_policy_folder(options.folder);
    if (!files)
        return files.error();
    auto const agencies = site::load_agencies(site->agencies());
    if (!agencies)
        return agencies.error();
    policy::Approvals const approvals = site::approvals_of(*files, site->settings, *agencies);
    if (options.json)
        console.print_json(to_json(approvals));
    else
        print(approvals, console);
    auto const enough = policy::require(approvals);
    return enough ? Outcome{kDone} : Outcome{enough.error()};
}

}  // namespace

void add_policy_approvals(CLI::App& policy, Command& chosen)
{
    auto const options = std::make_shared<Options>();
    CLI::App& approve_app =
        *policy.add_subcommand("approve", "Sign a policies folder as one agency; the signature is put into it.");
    approve_app.add_option("DIR", options->folder, "Policies folder")->required();
    approve_app.add_option("--as", options->identity, "Identity bundle of the approving agency")->required();
    add_readable(approve_app, "--by", options->by, agency::parse_person, "Who approves: \"Name, role\"")->required();
    approve_app.add_flag("--json", options->json, "Print the approval as JSON");
    on_chosen(approve_app, chosen, [options](terminal::Console& console) { return approve(*options, console); });

    CLI::App& approvals_app = *policy.add_subcommand(
        "approvals", "Say which approvals of a policies folder count at a site; fails if too few.");
    approvals_app.add_option("DIR", options->folder, "Policies folder")->required();
    approvals_app.add_option("--site", options->site, "Site folder")->required();
    approvals_app.add_flag("--json", options->json, "Print the result as JSON");
    on_chosen(approvals_app, chosen, [options](terminal::Console& console) { return show(*options, console); });
}

}  // namespace micklegate::app
