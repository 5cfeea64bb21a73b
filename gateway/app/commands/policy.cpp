// micklegate policy: check, prove, test and explain a policies folder without a gateway.
#include "gateway/app/catalogue_page.hpp"
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/commands/policy_subcommands.hpp"
#include "gateway/app/policy_question.hpp"
#include "gateway/decide/cases.hpp"
#include "gateway/decide/explain.hpp"
#include "gateway/files/files.hpp"
#include "gateway/matac/scales.hpp"
#include "gateway/policy/prove.hpp"
#include "gateway/site/policy_folder.hpp"
#include "gateway/site/policy_history.hpp"
#include "gateway/site/register_files.hpp"
#include "gateway/site/site.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace micklegate::app {
namespace {

struct Options {
    std::string folder;
    std::string digest;  ///< of a set that a site has used, in place of a folder
    std::string site;
    PolicyQuestion question;
    std::string data_file;
    bool json = false;
};

/// A policies folder, loaded together with the cases that test it.
struct Loaded {
    policy::PolicySet policy;
    std::vector<decide::Case> cases;
};

Result<Loaded> load(std::string const& folder)
{
    auto const files = site::read_policy_folder(folder);
    if (!files)
        return files.error();
    auto policy = policy::load_policy_set(*files);
    if (!policy)
        return policy.error();
    auto cases = decide::load_cases(*files, *policy);
    if (!cases)
        return cases.error();
    if (auto const scales = matac::check_scales(*files); !scales)
        return scales.error();
    return Loaded{std::move(*policy), std::move(*cases)};
}

std::string counted(std::size_t count, std::string const& what)
{
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

Outcome check(Options const& options, terminal::Console& console)
{
    auto const loaded = load(options.folder);
    if (!loaded)
        return loaded.error();
    policy::PolicySet const& policy = loaded->policy;
    if (options.json) {
        console.print_json(boost::json::object{{"digest", policy.digest},
                                               {"types", policy.catalogue.size()},
                                               {"agreements", policy.agreements.size()},
                                               {"rules", policy.index.size()},
                                               {"cases", loaded->cases.size()}});
        return kDone;
    }
    console.print("Sound: " + counted(policy.catalogue.size(), "message type") + ", " +
                  counted(policy.agreements.size(), "agreement") + ", " + counted(policy.index.size(), "rule") + ", " +
                  counted(loaded->cases.size(), "case") + ".");
    console.print(policy.digest);
    return kDone;
}

boost::json::object to_json(decide::CaseReport const& report)
{
    boost::json::array results;
    for (decide::CaseResult const& result : report.results)
        results.push_back(boost::json::object{{"file", result.file},
                                              {"name", result.name},
                                              {"passed", result.difference.empty()},
                                              {"difference", result.difference}});
    boost::json::object out;
    out["passed"] = report.passed();
    out["results"] = std::move(results);
    out["rules_never_allowing"] =
        boost::json::array(report.rules_never_allowing.begin(), report.rules_never_allowing.end());
    out["rules_never_refusing"] =
        boost::json::array(report.rules_never_refusing.begin(), report.rules_never_refusing.end());
    return out;
}

void print(decide::CaseReport const& report, terminal::Console& console)
{
    for (decide::CaseResult const& result : report.results)
        if (!result.difference.empty())
            console.print("FAILED " + result.file + ", " + result.name + ": " + result.difference + ".");
    for (std::string const& rule : report.rules_never_allowing)
        console.print("UNTESTED " + rule + ": no case shows what it allows.");
    for (std::string const& rule : report.rules_never_refusing)
        console.print("UNTESTED " + rule + ": no case shows what lies beyond its border.");
    auto const passed =
        std::ranges::count_if(report.results, [](auto const& result) { return result.difference.empty(); });
    console.print(std::to_string(passed) + " of " + counted(report.results.size(), "case") + " passed.");
}

Outcome test(Options const& options, terminal::Console& console)
{
    auto const loaded = load(options.folder);
    if (!loaded)
        return loaded.error();
    decide::CaseReport const report = run_cases(loaded->policy, loaded->cases);
    if (options.json)
        console.print_json(to_json(report));
    else
        print(report, console);
    return report.passed() ? 0 : 1;
}

boost::json::object to_json(policy::Proof const& proof)
{
    boost::json::array breaches;
    for (policy::Breach const& breach : proof.breaches)
        breaches.push_back(boost::json::object{{"invariant", breach.invariant},
                                               {"agreement", breach.agreement},
                                               {"rule", breach.rule},
                                               {"type", breach.type},
                                               {"field", breach.field},
                                               {"class", breach.field_class},
                                               {"recipient", breach.recipient_kind},
                                               {"banned_as", breach.banned_as},
                                               {"sentence", breach.sentence}});
    return {{"proved", proof.proved()}, {"checks", proof.checks}, {"breaches", std::move(breaches)}};
}

void print(policy::Proof const& proof, terminal::Console& console)
{
    for (policy::Breach const& breach : proof.breaches)
        console.print("BREACH " + breach.sentence);
    std::string const looked_at = counted(proof.checks, "check") + " of a field, a rule and a recipient";
    console.print(looked_at +
                  (proof.proved() ? ": proved." : ": " + std::to_string(proof.breaches.size()) + " found wanting."));
}

Outcome prove(Options const& options, terminal::Console& console)
{
    auto const files = site::read_policy_folder(options.folder);
    if (!files)
        return files.error();
    auto const policy = policy::load_policy_set(*files);
    if (!policy)
        return policy.error();
    policy::Proof const proof = policy::prove(*policy);
    if (options.json)
        console.print_json(to_json(proof));
    else
        print(proof, console);
    return proof.proved() ? kDone : kFailed;
}

Outcome catalogue(Options const& options, terminal::Console& console)
{
    auto const policy = site::load_policy_folder(options.folder);
    if (!policy)
        return policy.error();
    std::string const page = catalogue_page(*policy);
    if (options.json)
        console.print_json(boost::json::object{{"markdown", page}});
    else
        console.print(page.substr(0, page.size() - 1));
    return kDone;
}

Result<policy::PolicySet> load_used(Options const& options)
{
    auto const site = site::open_site(options.site);
    if (!site)
        return site.error();
    site::PolicyHistory const history{site->policy_history()};
    auto const digest = history.find(options.digest);
    if (!digest)
        return digest.error();
    auto const files = history.read(*digest);
    return files ? policy::load_kept_policy_set(*files) : files.error();
}

boost::json::array listed(std::vector<std::string> const& words)
{
    return boost::json::array(words.begin(), words.end());
}

boost::json::object to_json(decide::Explanation const& told)
{
    boost::json::object out{{"allowed", told.allowed}, {"rule", told.rule}};
    if (!told.allowed)
        out["code"] = told.code;
    out["released"] = listed(told.released);
    out["withheld"] = listed(told.withheld);
    if (told.deadline)
        out["deadline"] = rfc3339(*told.deadline);
    out["sentences"] = listed(told.sentences);
    return out;
}

/// Null without a site: then the policies' conditions on areas are not known to hold.
Result<std::shared_ptr<registers::Registers const>> registers_of(std::string const& folder)
{
    if (folder.empty())
        return std::shared_ptr<registers::Registers const>{};
    auto const site = site::open_site(folder);
    return site ? site::load_registers(site->registers()) : site.error();
}

Outcome explain(Options const& options, terminal::Console& console)
{
    auto const policy = options.digest.empty() ? site::load_policy_folder(options.folder) : load_used(options);
    if (!policy)
        return policy.error();
    PolicyQuestion question = options.question;
    if (!options.data_file.empty()) {
        Result<std::string> text = files::read(options.data_file);
        if (!text)
            return text.error();
        question.data = std::move(*text);
        question.data_from = options.data_file;
    }
    auto const registers = registers_of(options.site);
    if (!registers)
        return registers.error();
    question.areas = *registers == nullptr ? nullptr : &(*registers)->areas;
    auto const told = answer(*policy, question, system_now());
    if (!told)
        return told.error();
    if (options.json)
        console.print_json(to_json(*told));
    for (std::string const& sentence : told->sentences)
        if (!options.json)
            console.print(sentence);
    return kDone;
}

using Action = Outcome (*)(Options const&, terminal::Console&);

CLI::App& add_action(CLI::App& policy, Command& chosen, std::shared_ptr<Options> const& options, Action action,
                     char const* name, char const* about)
{
    CLI::App& added = *policy.add_subcommand(name, about);
    added.add_option("DIR", options->folder, "Policies folder")->required();
    added.add_flag("--json", options->json, "Print the result as JSON");
    on_chosen(added, chosen, [options, action](terminal::Console& console) { return action(*options, console); });
    return added;
}

/// A set that a site has used may stand in for the folder.
void add_used_set(CLI::App& explained, Options& options)
{
    CLI::Option* const folder = explained.get_option("DIR")->required(false);
    CLI::Option* const site =
        explained.add_option("--site", options.site, "Site folder: its registers, and the history --digest is of");
    CLI::Option* const digest = add_readable(explained, "--digest", options.digest, site::parse_digest_beginning,
                                             "In place of DIR: the set of a past decision, by eight or more digits");
    digest->needs(site)->excludes(folder);
    explained.parse_complete_callback([&options] {
        if (options.folder.empty() && options.digest.empty())
            throw UsageError{problem(ProblemCode::kMalformedRequest, "DIR is required, or --digest and --site.",
                                     "See: micklegate policy explain --help")};
    });
}

}  // namespace

void add_policy(CLI::App& app, Command& chosen)
{
    CLI::App& policy =
        *app.add_subcommand("policy", "Check, prove, test, explain, approve and install a policies folder.");
    policy.require_subcommand(1);
    auto const options = std::make_shared<Options>();
    add_action(policy, chosen, options, check, "check", "Load the policies strictly; print their digest.");
    add_action(policy, chosen, options, prove, "prove",
               "Prove that no rule can do what may never happen; print how much was checked, or each breach.");
    add_action(policy, chosen, options, test, "test", "Run the policies' own cases.");
    add_action(policy, chosen, options, catalogue, "catalogue", "Print every pathway as a page, in Markdown.");
    CLI::App& explained =
        add_action(policy, chosen, options, explain, "explain", "Say what would be decided, and why.");
    add_used_set(explained, *options);
    PolicyQuestion& question = options->question;
    explained.add_option("--type", question.type, "Message type")->required();
    add_readable(explained, "--from", question.from, parse_agency_kind, "Kind of the sending agency")->required();
    add_readable(explained, "--to", question.to, parse_agency_kind, "Kind of the receiving agency")->required();
    explained.add_option("--data", options->data_file,
                         "File with the message's data; default: the type's first example");
    explained.add_option("--purpose", question.purpose, "Purpose the sender names");
    add_readable<std::pair<int, int>>(explained, "--ages", question.ages, parse_ages,
                                      "Ages the receiving school takes, as two numbers: 4 11")
        ->type_name("LOW HIGH")
        ->check(CLI::Range(0, 120));
    add_readable(explained, "--at", question.at, parse_rfc3339, "Time of the decision, RFC 3339; default: now");
    add_policy_life(policy, chosen);
    add_policy_approvals(policy, chosen);
}

}  // namespace micklegate::app
