// Agencies suspended, resumed, revoked and given new keys while the gateway serves.
#include "tests/component/receive/raw_client.hpp"
#include "tests/e2e/sample_events.hpp"

#include <gmock/gmock.h>

namespace micklegate::e2e {
namespace {

class MembershipTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        serve();
    }

    void change(std::string const& what, std::string const& agency)
    {
        Ran const changed = cli("agency", what, site().string(), agency);
        ASSERT_EQ(changed.code, 0) << changed.err;
    }

    /// What the local listener answers, head and all.
    [[nodiscard]] std::string local(std::string const& path) const
    {
        test::PlainClient asking{gateway_->local_port()};
        asking.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return asking.rest().value_or("");
    }

    /// Asks on new connections until the answer is `wanted`, for at most ten seconds: a change takes a moment to be
    /// seen.
    bool soon(std::string const& agency, bool wanted) const
    {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
        while (std::chrono::steady_clock::now() < end)
            if (as(agency, "inbox", "list").code == (wanted ? 0 : 1))
                return true;
        return false;
    }
};

TEST_F(MembershipTest, SuspendingCutsOpenSessionsAndRefusesNewOnesUntilResumed)
{
    auto open = session(kSchool);
    ASSERT_TRUE(open && open->get("/v1/inbox"));
    auto waiting =
        std::jthread{[&] { EXPECT_FALSE(open->get("/v1/inbox?wait=25")) << "the long poll outlived the agency"; }};

    change("suspend", kSchool);

    waiting.join();
    EXPECT_TRUE(soon(kSchool, false));
    Ran const refused = as(kSchool, "inbox", "list");
    EXPECT_NE(refused.err.find("suspended"), std::string::npos) << refused.err;
    std::string const metrics = local("/metrics");
    EXPECT_THAT(metrics, testing::ContainsRegex("\nmicklegate_connections_unwelcome_total [1-9]")) << metrics;
    EXPECT_NE(metrics.find("\nmicklegate_connections_over_agency_limit_total 0\n"), std::string::npos) << metrics;
    EXPECT_EQ(as("school.901137", "inbox", "list").code, 0) << "another agency was cut off too";

    change("resume", kSchool);
    EXPECT_TRUE(soon(kSchool, true));
}

TEST_F(MembershipTest, ARevokedCertificateIsRefusedInTheHandshake)
{
    auto open = session(kSchool);
    ASSERT_TRUE(open && open->get("/v1/inbox"));

    change("revoke", kSchool);

    EXPECT_TRUE(soon(kSchool, false));
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (gateway_->err().find("revoked") == std::string::npos && std::chrono::steady_clock::now() < end)
        EXPECT_EQ(as(kSchool, "inbox", "list").code, 1);
    EXPECT_NE(gateway_->err().find("handshake failed: certificate revoked"), std::string::npos) << gateway_->err();
    EXPECT_FALSE(open->get("/v1/inbox"));
}

TEST_F(MembershipTest, AfterARotationOldPostStillOpensAndNewPostToo)
{
    ASSERT_TRUE(session(kForce)->submit(lines_of({notification(1)}), 1));
    std::string const before = bytes_of(identity(kSchool) / "seal.key");

    change("rotate", kSchool);

    ASSERT_NE(bytes_of(identity(kSchool) / "seal.key"), before);
    ASSERT_TRUE(soon(kSchool, true));
    ASSERT_TRUE(session(kForce)->submit(lines_of({notification(2)}), 1));
    std::vector<object> const post = inbox(kSchool);
    ASSERT_EQ(post.size(), 2U);
    for (object const& message : post) {
        Ran const opened = as(kSchool, "inbox", "open", json::text_at(message, "message"), "--by", "Ada Lythe, lead");
        EXPECT_EQ(opened.code, 0) << opened.err;
    }
}

TEST_F(MembershipTest, ARevocationIsTakenOverOnceTheGatewaysKeyFitsItsCertificateAgain)
{
    fs::path const key = site() / "tls" / "server.key";
    fs::path const right = folder_.path() / "right.key";
    fs::copy(key, right);
    fs::copy(identity(kForce) / "tls.key", key, fs::copy_options::overwrite_existing);

    ASSERT_EQ(
        cli("agency", "rotate", site().string(), kSchool, "--out", (folder_.path() / "new").string(), "--revoke-old")
            .code,
        0);
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (local("/metrics").find("\nmicklegate_setup_changes_pending 1\n") == std::string::npos)
        ASSERT_LT(std::chrono::steady_clock::now(), end);
    // A thread of its own writes the operator's lines.
    while (gateway_->err().find("not in force yet") == std::string::npos)
        ASSERT_LT(std::chrono::steady_clock::now(), end) << gateway_->err();
    fs::copy(right, key, fs::copy_options::overwrite_existing);

    EXPECT_TRUE(soon(kSchool, false)) << "the stolen certificate keeps itself in";
    EXPECT_NE(local("/metrics").find("\nmicklegate_setup_changes_pending 0\n"), std::string::npos);
}

TEST_F(MembershipTest, RevokingTheOldCertificateLeavesTheNewOneWorking)
{
    fs::path const old = folder_.path() / "old";
    fs::copy(identity(kSchool), old, fs::copy_options::recursive);
    Ran const rotated = cli("agency", "rotate", site().string(), kSchool, "--revoke-old");
    ASSERT_EQ(rotated.code, 0) << rotated.err;

    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    int code = 0;
    while (code == 0 && std::chrono::steady_clock::now() < end)
        code = cli("inbox", "list", "--as", old.string(), "--gateway", gateway_->url()).code;

    EXPECT_EQ(code, 1) << "the old certificate still gets in";
    EXPECT_TRUE(soon(kSchool, true));
}

TEST_F(MembershipTest, WithoutADeskNothingIsHeldAndTheOperatorIsTold)
{
    auto const desk_open = [&](char const* wanted) {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
        std::string const line = std::string{"\nmicklegate_desk_open "} + wanted + "\n";
        while (local("/metrics").find(line) == std::string::npos)
            if (std::chrono::steady_clock::now() >= end)
                return false;
        return true;
    };
    object event = notification(1);
    event["data"].as_object()["school_urn"] = "100006";
    auto const outcome = [&] {
        return json::text_at(session(kForce)->submit(lines_of({event}), 1)->front(), "outcome");
    };

    change("suspend", "desk.north-yorkshire");
    ASSERT_TRUE(desk_open("0"));
    EXPECT_TRUE(local("/readyz").starts_with("HTTP/1.1 200 ")) << "the gateway still serves everybody else";
    auto const before = recorded();
    EXPECT_EQ(outcome(), "problem");
    EXPECT_EQ(recorded(), before) << "something was recorded of what nobody can read";
    EXPECT_NE(gateway_->err().find("The duty desk desk.north-yorkshire is suspended"), std::string::npos);

    change("resume", "desk.north-yorkshire");
    ASSERT_TRUE(desk_open("1"));
    EXPECT_EQ(outcome(), "held");
}

}  // namespace
}  // namespace micklegate::e2e
