// A data folder that is missing, another's, or taken away: never a second log under one key, never a lost
// acknowledgement.
#include "tests/component/receive/raw_client.hpp"
#include "tests/e2e/sample_events.hpp"

namespace micklegate::e2e {
namespace {

class DataFolderTest : public SiteTest {
protected:
    [[nodiscard]] fs::path data() const { return site() / "data"; }
    [[nodiscard]] fs::path aside() const { return folder_.path() / "aside"; }

    void begin_a_log()
    {
        serve();
        ASSERT_TRUE(session(kForce)->submit(lines_of(notifications(1, 3)), 3));
        stop();
    }

    void expect_refused(int code, std::string_view why)
    {
        GatewayProcess refused{site()};
        EXPECT_FALSE(refused.ready()) << why;
        EXPECT_EQ(refused.wait(), code);
        EXPECT_NE(refused.err().find(why), std::string::npos) << refused.err();
        EXPECT_NE(refused.err().find("docs/operations.md"), std::string::npos) << refused.err();
    }

    [[nodiscard]] std::string local(std::string const& path) const
    {
        test::PlainClient asking{gateway_->local_port()};
        asking.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return asking.rest().value_or("");
    }
};

TEST_F(DataFolderTest, AMissingOrEmptyFolderOfALogThatHasBegunIsRefused)
{
    begin_a_log();
    std::int64_t const begun = log_size();
    fs::rename(data(), aside());
    expect_refused(1, "holds none of it");
    EXPECT_FALSE(fs::exists(data())) << "a store was made where a disk is to be mounted";

    fs::create_directory(data());
    expect_refused(1, "Mount the disk");
    fs::create_directory(data() / "lost+found");
    expect_refused(1, "Mount the disk");

    fs::remove_all(data());
    fs::rename(aside(), data());
    serve();
    stop();
    EXPECT_EQ(log_size(), begun);
}

TEST_F(DataFolderTest, ALogThatBeganAnewUnderTheSameKeyIsRefused)
{
    begin_a_log();
    std::string const begun = bytes_of(site() / "log.begun");
    fs::rename(data(), aside());
    fs::remove(site() / "log.begun");
    begin_a_log();
    EXPECT_NE(bytes_of(site() / "log.begun"), begun);

    write(site() / "log.begun", begun);

    expect_refused(3, "begins with another entry");
}

TEST_F(DataFolderTest, AnotherSitesDataIsRefused)
{
    begin_a_log();
    fs::path const other = folder_.path() / "other";
    ASSERT_EQ(cli("init", other.string(), "--demo").code, 0);
    {
        GatewayProcess serving{other};
        ASSERT_TRUE(serving.ready()) << serving.err();
        EXPECT_EQ(serving.terminate(), 0);
    }
    fs::remove_all(data());
    fs::copy(other / "data", data(), fs::copy_options::recursive);

    GatewayProcess refused{site()};

    EXPECT_FALSE(refused.ready());
    EXPECT_NE(refused.wait(), 0);
}

TEST_F(DataFolderTest, ABeginningThatWasNotRememberedYetIsRememberedAtTheNextStart)
{
    begin_a_log();
    std::string const begun = bytes_of(site() / "log.begun");
    EXPECT_EQ(begun.size(), 65U);
    fs::remove(site() / "log.begun");

    serve();
    stop();

    EXPECT_EQ(bytes_of(site() / "log.begun"), begun);
}

TEST_F(DataFolderTest, AFolderTakenAwayOrReplacedUnderARunningGatewayIsNotWrittenTo)
{
    serve();
    ASSERT_TRUE(session(kForce)->submit(lines_of(notifications(1, 3)), 3));
    ASSERT_TRUE(local("/readyz").starts_with("HTTP/1.1 200 "));
    fs::rename(data(), aside());
    for (bool const replaced : {false, true}) {
        if (replaced)
            fs::copy(aside(), data(), fs::copy_options::recursive);
        auto const results = session(kForce)->submit(lines_of(notifications(10, 1)), 1);
        EXPECT_FALSE(results && json::text_at(results->front(), "outcome") == "accepted") << "acknowledged and lost";
        std::string const ready = local("/readyz");
        EXPECT_TRUE(ready.starts_with("HTTP/1.1 503 ")) << ready;
        EXPECT_NE(ready.find("removed or replaced"), std::string::npos) << ready;
    }
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (gateway_->err().find("removed or replaced") == std::string::npos)
        ASSERT_LT(std::chrono::steady_clock::now(), end) << "the operator was not told";

    fs::remove_all(data());
    fs::rename(aside(), data());

    EXPECT_TRUE(local("/readyz").starts_with("HTTP/1.1 200 "));
    stop();
    EXPECT_EQ(recorded().size(), 3U);
}

}  // namespace
}  // namespace micklegate::e2e
