#include "gateway/bench/bench_site.hpp"

#include "gateway/files/files.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/strict_json.hpp"
#include "gateway/site/site.hpp"

#include <cstdlib>

namespace micklegate::bench {
namespace {

constexpr std::size_t kBoundlessBurst = 10'000'000;
constexpr std::size_t kBoundlessRate = 1'000'000;

Result<boost::json::object> next_object(ChildProcess& process)
{
    auto const line = process.next_line();
    if (!line)
        return process.failed();
    auto value = json::parse_strict(*line);
    if (!value || !value->is_object())
        return problem(ProblemCode::kInternal, "A process of the measurement did not answer in JSON.");
    return std::move(value->get_object());
}

}  // namespace

Result<std::unique_ptr<BenchSite>> BenchSite::make(std::filesystem::path const& in, std::stop_token stop)
{
    std::string name = (in / "micklegate-bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        return problem(ProblemCode::kConfiguration, "No folder can be made in " + in.string() + ".",
                       "Name another one with --folder.");
    std::unique_ptr<BenchSite> made{new BenchSite{name, std::move(stop)}};
    auto const init = made->run({"init", made->site().string(), "--demo"});
    if (!init)
        return init.error();
    if ((*init)->wait() != 0)
        return (*init)->failed();
    if (auto const lifted = made->lift_budget(); !lifted)
        return lifted.error();
    return made;
}

BenchSite::~BenchSite()
{
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

Result<std::unique_ptr<ChildProcess>> BenchSite::run(std::vector<std::string> arguments) const
{
    arguments.insert(arguments.begin(), "/proc/self/exe");
    ChildProcess::Terms terms;
    terms.stop = stop_;
    return ChildProcess::start(std::move(arguments), terms);
}

Result<void> BenchSite::lift_budget() const
{
    auto site = site::open_site(this->site());
    if (!site)
        return site.error();
    site->settings.limits.messages_per_agency_burst = kBoundlessBurst;
    site->settings.limits.messages_per_agency_second = kBoundlessRate;
    std::string const settings = site::settings_toml(site->settings);
    return files::replace(this->site() / "micklegate.toml", as_bytes(settings));
}

Result<RunningGateway> BenchSite::serve() const
{
    auto process = run({"serve", site().string(), "--json", "--port", "0", "--local-port", "0"});
    if (!process)
        return process.error();
    auto const ready = next_object(**process);
    if (!ready)
        return ready.error();
    return RunningGateway{*std::move(process), static_cast<std::uint16_t>(json::whole_number_at(*ready, "port", 0))};
}

Result<std::uint64_t> BenchSite::verify_log() const
{
    auto const process = run({"log", "verify", site().string(), "--json"});
    if (!process)
        return process.error();
    auto const report = next_object(**process);
    if (!report)
        return report.error();
    if ((*process)->wait() != 0)
        return (*process)->failed();
    return static_cast<std::uint64_t>(json::whole_number_at(*report, "entries", 0));
}

Result<std::shared_ptr<registers::Registers const>> BenchSite::registers() const
{
    return site::load_registers(site() / "registers");
}

gateway_client::ClientSettings BenchSite::client(std::uint16_t port) const
{
    std::filesystem::path const identity = site() / "identities" / kSender;
    gateway_client::ClientSettings settings;
    settings.port = port;
    settings.ca = identity / "ca.crt";
    settings.certificate = identity / "tls.crt";
    settings.key = identity / "tls.key";
    return settings;
}

std::uint64_t BenchSite::store_bytes() const
{
    std::uint64_t bytes = 0;
    std::error_code gone;
    for (auto const& file : std::filesystem::recursive_directory_iterator{site() / "data", gone})
        if (file.is_regular_file(gone))
            bytes += file.file_size(gone);
    return bytes;
}

}  // namespace micklegate::bench
