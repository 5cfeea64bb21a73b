// A demonstration site in a folder of its own, gone with this object, and the gateway that serves it.
#pragma once

#include "adapters/gateway_client/client.hpp"
#include "gateway/bench/child_process.hpp"
#include "gateway/site/register_files.hpp"

namespace micklegate::bench {

struct RunningGateway {
    std::unique_ptr<ChildProcess> process;
    std::uint16_t port = 0;
};

class BenchSite {
public:
    /// Made by `micklegate init --demo`; an agency's budget is lifted, because one agency sends it all. `stop` kills
    /// the processes that work on it, so that what waits for them ends.
    [[nodiscard]] static Result<std::unique_ptr<BenchSite>> make(std::filesystem::path const& in, std::stop_token stop);
    BenchSite(BenchSite const&) = delete;
    BenchSite& operator=(BenchSite const&) = delete;
    ~BenchSite();

    [[nodiscard]] Result<RunningGateway> serve() const;
    /// `micklegate log verify`: how many entries it found whole.
    [[nodiscard]] Result<std::uint64_t> verify_log() const;
    [[nodiscard]] Result<std::shared_ptr<registers::Registers const>> registers() const;
    /// How the sending agency connects.
    [[nodiscard]] gateway_client::ClientSettings client(std::uint16_t port) const;
    /// Bytes of the store's files.
    [[nodiscard]] std::uint64_t store_bytes() const;

    [[nodiscard]] std::filesystem::path const& folder() const noexcept { return folder_; }

    static constexpr char const* kSender = "police.north-yorkshire";

private:
    BenchSite(std::filesystem::path folder, std::stop_token stop) : folder_{std::move(folder)}, stop_{std::move(stop)}
    {
    }

    /// This executable with other arguments.
    [[nodiscard]] Result<std::unique_ptr<ChildProcess>> run(std::vector<std::string> arguments) const;

    [[nodiscard]] std::filesystem::path site() const { return folder_ / "site"; }
    [[nodiscard]] Result<void> lift_budget() const;

    std::filesystem::path folder_;
    std::stop_token stop_;
};

}  // namespace micklegate::bench
