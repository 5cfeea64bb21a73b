// micklegate schools: the school register of a site, in the national register's own layout.
#include "gateway/app/commands/commands.hpp"
#include "gateway/files/files.hpp"
#include "gateway/site/register_files.hpp"
#include "gateway/site/registry.hpp"
#include "gateway/site/site.hpp"

#include <algorithm>

namespace micklegate::app {
namespace {

struct Options {
    std::string site;
    std::string schools;
    std::string links;
    std::string outcodes;
    std::string days;
    std::string prisons;
    bool fewer = false;
    bool json = false;
};

/// A part of a register taken for the whole would have most of a night held.
constexpr std::size_t kMostGone = 20;  // one in so many

/// The new text where a file is given, else the one in force.
Result<void> take(std::string& text, std::string const& file)
{
    if (file.empty())
        return {};
    Result<std::string> read = files::read(file);
    if (!read)
        return read.error();
    text = *std::move(read);
    return {};
}

/// Open schools that no message can reach yet.
std::vector<std::string> without_agency(registers::SchoolRegister const& schools, Agencies const& agencies)
{
    std::vector<std::string> missing;
    for (registers::School const* const school : schools.open_schools())
        if (!agencies.contains(AgencyId{"school." + school->urn}))
            missing.push_back("school." + school->urn);
    return missing;
}

/// A school that closed keeps its row, so an open one that is not even named any more is missing.
Result<void> check_whole(site::RegisterTexts const& in_force, registers::SchoolRegister const& after,
                         Options const& options)
{
    if (options.fewer || in_force.schools.empty())
        return {};
    auto const before = registers::SchoolRegister::import(in_force.schools, in_force.school_links);
    if (!before)
        return {};
    auto const open = before->open_schools();
    auto const gone = static_cast<std::size_t>(std::ranges::count_if(
        open, [&](registers::School const* school) { return after.by_urn(school->urn) == nullptr; }));
    if (gone * kMostGone <= open.size())
        return {};
    return problem(ProblemCode::kConfiguration,
                   std::to_string(gone) + " of the " + std::to_string(open.size()) +
                       " open schools in force are not in this register, so what is meant for them would be held.",
                   "Check that the file is whole; where it is, add --fewer. The register in force is unchanged.");
}

void report(terminal::Console& console, Options const& options, registers::SchoolRegister const& schools,
            std::vector<std::string> const& missing)
{
    if (options.json) {
        console.print_json(boost::json::object{{"schools", schools.size()},
                                               {"open", schools.open_schools().size()},
                                               {"not_enrolled", boost::json::array(missing.begin(), missing.end())}});
        return;
    }
    console.print("The register holds " + std::to_string(schools.size()) + " schools, " +
                  std::to_string(schools.open_schools().size()) +
                  " of them open. A serving gateway takes it over at once.");
    if (!missing.empty())
        console.print(
            std::to_string(missing.size()) +
            " open schools are not enrolled, so what is meant for them is held. The first: micklegate agency enrol " +
            options.site + " " + missing.front() + " --kind school --name NAME");
}

Outcome import(Options const& options, terminal::Console& console)
{
    auto const site = site::open_site(options.site);
    if (!site)
        return site.error();
    auto texts = site::read_register_texts(site->registers());
    if (!texts)
        return texts.error();
    site::RegisterTexts const before = *texts;
    for (auto const& [text, file] : {std::pair{&texts->schools, &options.schools},
                                     {&texts->school_links, &options.links},
                                     {&texts->outcodes, &options.outcodes},
                                     {&texts->school_days, &options.days},
                                     {&texts->prisons, &options.prisons}})
        if (auto const taken = take(*text, *file); !taken)
            return taken.error();
    auto const registers = site::parse_registers(*texts);
    if (!registers)
        return registers.error();
    if ((*registers)->schools.open_schools().empty())
        return problem(ProblemCode::kConfiguration,
                       "The register would hold no open school, so every notification would be held.",
                       "Check the file given with --schools; the register in force is unchanged.");
    if (auto const whole = check_whole(before, (*registers)->schools, options); !whole)
        return whole.error();
    auto const agencies = site::load_agencies(site->agencies());
    if (!agencies)
        return agencies.error();
    if (auto const replaced = site::replace_register_files(site->registers(), *texts); !replaced)
        return replaced.error();
    report(console, options, (*registers)->schools, without_agency((*registers)->schools, *agencies));
    return kDone;
}

}  // namespace

void add_schools(CLI::App& app, Command& chosen)
{
    CLI::App& schools = *app.add_subcommand("schools", "Keep the school register of a site.");
    schools.require_subcommand(1);
    CLI::App& command = *schools.add_subcommand(
        "import", "Put a newer register in place of the one in force; an unsound one changes nothing.");
    auto const options = std::make_shared<Options>();
    command.add_option("SITE", options->site, "The site folder")->required();
    command.add_option("--schools", options->schools, "School register, CSV in the national (GIAS) layout");
    command.add_option("--links", options->links, "Links between schools, CSV in the national layout");
    command.add_option("--outcodes", options->outcodes, "Outcodes and their local authority, CSV");
    command.add_option("--days", options->days, "Days on which single schools are open or closed, CSV");
    command.add_option("--prisons", options->prisons, "Prisons, their codes and which agency each is, CSV");
    command.add_flag("--fewer", options->fewer, "Take a register that lacks many of the open schools in force");
    command.add_flag("--json", options->json, "Print the result as JSON");
    command.parse_complete_callback([options] {
        auto const files = {&options->schools, &options->links, &options->outcodes, &options->days, &options->prisons};
        if (std::ranges::all_of(files, [](std::string const* file) { return file->empty(); }))
            throw UsageError{problem(ProblemCode::kInvalidValue, "There is nothing to import.",
                                     "Give at least one of --schools, --links, --outcodes, --days and --prisons.")};
    });
    on_chosen(command, chosen, [options](terminal::Console& console) { return import(*options, console); });
}

}  // namespace micklegate::app
