// The fixture: a demonstration site made by the executable, served by it, and asked by its agencies.
#pragma once

#include "gateway/agency/gateway_session.hpp"
#include "gateway/agency/inbox.hpp"
#include "gateway/commit/entry.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/strict_json.hpp"
#include "gateway/storage/store.hpp"
#include "tests/e2e/gateway_process.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gtest/gtest.h>
#include <boost/json/serialize.hpp>

#include <fstream>
#include <iterator>

namespace micklegate::e2e {

namespace fs = std::filesystem;
using boost::json::object;

inline std::string const kForce = "police.north-yorkshire";
inline std::string const kSchool = "school.901233";
inline std::string const kNight = MICKLEGATE_SOURCE_DIR "/adapters/police/samples/overnight.csv";

inline object json_of(std::string_view text)
{
    json::Bounds bounds;
    auto const value = json::parse_strict(text, bounds);
    return value && value->is_object() ? value->get_object() : object{{"not_json", text}};
}

/// What a command with --json printed: one object per line.
inline std::vector<object> json_lines(std::string_view text)
{
    std::vector<object> lines;
    while (!text.empty()) {
        std::size_t const end = std::min(text.find('\n'), text.size());
        lines.push_back(json_of(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

inline std::string bytes_of(fs::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// Whether the gateway makes such entries of itself: of its set-up, and of the first connection of a system in an hour.
inline bool is_of_the_gateway(commit::EntryKind kind)
{
    using enum commit::EntryKind;
    static constexpr std::array kOwn{kGenesis, kPolicy, kRegister, kAgency, kKey, kSettings, kSignedIn};
    return std::ranges::find(kOwn, kind) != kOwn.end();
}

inline void write(fs::path const& file, std::string const& text) { std::ofstream{file, std::ios::binary} << text; }

/// Never served: what a test copies. CTest makes one for all tests; a run by hand makes its own.
inline fs::path fresh_site()
{
    if (char const* const made = std::getenv("MICKLEGATE_E2E_SITE"))
        return made;
    static test::TmpFolder const folder;
    fs::path const site = folder.path() / "site";
    if (!fs::exists(site) && run({kExecutable, "init", site.string(), "--demo"}).code != 0)
        throw std::runtime_error{"no site could be made"};
    return site;
}

class SiteTest : public testing::Test {
protected:
    void SetUp() override
    {
        crypto::initialise();
        fs::copy(fresh_site(), site(), fs::copy_options::recursive);
    }

    [[nodiscard]] fs::path site() const { return folder_.path() / "site"; }
    [[nodiscard]] fs::path identity(std::string const& agency) const { return site() / "identities" / agency; }

    void serve()
    {
        gateway_.emplace(site());
        ASSERT_TRUE(gateway_->ready()) << gateway_->err();
    }

    /// Ends the gateway as an operator would.
    void stop()
    {
        EXPECT_EQ(gateway_->terminate(), 0) << gateway_->err();
        gateway_.reset();
    }

    /// A command that asks no gateway, or one it is told of.
    template <class... Words>
    [[nodiscard]] Ran cli(Words const&... words) const
    {
        return run({kExecutable, words...});
    }

    /// A command asked as one agency of the gateway that serves.
    template <class... Words>
    [[nodiscard]] Ran as(std::string const& agency, Words const&... words) const
    {
        return run({kExecutable, words..., "--as", identity(agency).string(), "--gateway", gateway_->url()});
    }

    [[nodiscard]] Result<agency::GatewaySession> session(std::string const& agency) const
    {
        return agency::GatewaySession::open(identity(agency), endpoint_of(gateway_->url()).value());
    }

    /// So that the entry of its first connection stands before whatever is sent from now on.
    void sign_in(std::string const& agency) const { ASSERT_TRUE(session(agency)->get_text("/log/checkpoint")); }

    /// What GET /v1/inbox lists for an agency.
    [[nodiscard]] std::vector<object> inbox(std::string const& agency) const
    {
        auto asking = session(agency);
        auto page = asking ? agency::fetch_inbox(*asking) : Result<agency::InboxPage>{asking.error()};
        EXPECT_TRUE(page) << one_line(page.error());
        return page ? std::move(page->messages) : std::vector<object>{};
    }

    /// A plain client, for what a session would turn into a Problem.
    [[nodiscard]] Result<gateway_client::Client> client(std::string const& agency) const
    {
        fs::path const own = identity(agency);
        gateway_client::ClientSettings settings;
        settings.port = gateway_->port();
        settings.ca = own / "ca.crt";
        settings.certificate = own / "tls.crt";
        settings.key = own / "tls.key";
        return gateway_client::Client::connect(settings);
    }

    /// The log as its own machine sees it, whether or not a gateway serves.
    [[nodiscard]] object verified() const
    {
        Ran const verified = cli("log", "verify", site().string(), "--json");
        EXPECT_EQ(verified.code, 0) << verified.err;
        return json_of(verified.out.substr(0, verified.out.find('\n')));
    }

    [[nodiscard]] std::int64_t log_size() const { return json::whole_number_at(verified(), "size", -1); }

    [[nodiscard]] std::vector<commit::Entry> entries() const
    {
        auto const store = storage::Store::open_read_only({site() / "data", "", {}});
        EXPECT_TRUE(store) << one_line(store.error());
        std::vector<commit::Entry> all;
        for (Sequence index = 0; store && index < (*store)->journal().head().next; ++index)
            all.push_back(commit::decode_entry((*store)->ledger().entry(index).value()).value());
        return all;
    }

    /// The entries of what agencies did, as they stand in the log; those of the gateway itself come at times of its
    /// own.
    [[nodiscard]] std::vector<std::string> recorded() const
    {
        std::vector<std::string> records;
        for (commit::Entry const& entry : entries())
            if (!is_of_the_gateway(entry.kind))
                records.push_back(commit::encode(entry));
        return records;
    }

    test::TmpFolder folder_;
    std::optional<GatewayProcess> gateway_;
};

}  // namespace micklegate::e2e
