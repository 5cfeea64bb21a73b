// micklegate bench: what this machine can do, and what bounds it.
#include "gateway/app/bench_report.hpp"
#include "gateway/app/commands/commands.hpp"
#include "gateway/app/process.hpp"
#include "gateway/model/limits.hpp"

#include <thread>

namespace micklegate::app {
namespace {

struct Options {
    bench::Plan plan;
    std::string folder = bench::Plan{}.folder.string();
    bool json = false;
};

Outcome measure(terminal::Console& console, Options options)
{
    options.plan.folder = options.folder;
    Signals const signals;
    std::stop_source stop;
    std::jthread const listener{[&](std::stop_token const& done) {
        while (!done.stop_requested())
            if (signals.wait_for_stop(std::chrono::milliseconds{100}))
                stop.request_stop();
    }};
    auto const tell = [&](std::string_view step) { console.remark(step); };
    auto const report = bench::measure(options.plan, tell, stop.get_token());
    if (stop.stop_requested())
        return problem(ProblemCode::kUnavailable, "The measurement was stopped.", "Its folder is removed.");
    if (!report)
        return report.error();
    if (options.json)
        console.print_json(report_object(options.plan, *report));
    else
        print_report(options.plan, *report, console);
    return kDone;
}

void add_number(CLI::App& command, std::string const& name, std::size_t& number, std::size_t most,
                std::string const& what)
{
    command.add_option(name, number, what)->check(CLI::Range(std::size_t{1}, most))->capture_default_str();
}

}  // namespace

void add_bench(CLI::App& app, Command& chosen)
{
    CLI::App& command = *app.add_subcommand("bench", "Measure the gateway on this machine, on a site of its own.");
    auto const options = std::make_shared<Options>();
    bench::Plan& plan = options->plan;
    add_number(command, "--messages", plan.messages, 10'000'000, "Messages to send in batches");
    add_number(command, "--rounds", plan.rounds, 100, "Rounds they are sent in, each beside the store alone");
    add_number(command, "--batch", plan.batch, Limits{}.batch_messages, "Messages of one request");
    add_number(command, "--connections", plan.connections, Limits{}.connections_per_agency,
               "Connections, a thread each");
    add_number(command, "--bytes", plan.bytes, 4'000, "Length of a message's JSON");
    add_number(command, "--rate", plan.rate, 10'000, "Single messages a second");
    add_number(command, "--seconds", plan.seconds, 600, "Time to send single messages for");
    command.add_option("--folder", options->folder, "Where the site is made, and removed afterwards")
        ->capture_default_str();
    command.add_flag("--json", options->json, "Print the report as JSON");
    on_chosen(command, chosen, [options](terminal::Console& console) { return measure(console, *options); });
}

}  // namespace micklegate::app
