// A night's notices from a served site: what leaves the gateway for mailboxes and other systems, and what never does.
#include "tests/e2e/site_test.hpp"
#include "tests/support/notice_receivers.hpp"

namespace micklegate::e2e {
namespace {

std::string const kFrom = "from = \"notices@gateway.example\"\n";

class NoticeTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        Ran const key = cli("notice", "key", site().string());
        ASSERT_EQ(key.code, 0) << key.err;
        receivers_.emplace(key.out.substr(0, key.out.find('\n')));
        std::string settings = bytes_of(site() / "micklegate.toml");
        std::string const table = "[notice]\n";
        settings.insert(settings.find(table) + table.size(),
                        "smtp = \"smtp://127.0.0.1:" + std::to_string(receivers_->port("smtp")) + "\"\n" + kFrom +
                            "portal = \"https://gateway.example\"\n");
        write(site() / "micklegate.toml", settings);
        write(site() / "notices.toml", "[[agency]]\nid = \"" + kSchool +
                                           "\"\nemail = [\"dsl@mickleham.example\"]\nwebhook = \"https://127.0.0.1:" +
                                           std::to_string(receivers_->port("https")) +
                                           "/in\"\nwebhook_private = true\nwebhook_ca = \"" + receivers_->ca() +
                                           "\"\n");
    }

    /// The first mail and the first call that come.
    std::pair<object, object> mail_and_call()
    {
        object mail;
        object call;
        while (mail.empty() || call.empty()) {
            object got = receivers_->next();
            if (got.empty())
                break;
            (got.contains("mail") ? mail : call) = std::move(got);
        }
        return {mail, call};
    }

    std::optional<test::NoticeReceivers> receivers_;
};

TEST_F(NoticeTest, NightIsToldByMailAndCallWithoutAWordOfIt)
{
    serve();
    Ran const sent = as(kForce, "police", "overnight", kNight, "--json");
    ASSERT_EQ(sent.code, 0) << sent.err;

    auto const [mail, call] = mail_and_call();

    EXPECT_NE(json::text_at(mail, "mail").find("https://gateway.example"), std::string::npos);
    EXPECT_TRUE(json::flag_at(call, "verified"));
    EXPECT_EQ(json_of(json::text_at(call, "body")).at("data").at("agency"), boost::json::value(kSchool));
    std::string const all = receivers_->all();
    for (object const& message : inbox(kSchool))
        EXPECT_EQ(all.find(json::text_at(message, "message")), std::string::npos);
    for (std::string const told : {"encompass", "police.", "Hodgson", "Mickleham", "incident", "child", "agreement"})
        EXPECT_EQ(all.find(told), std::string::npos) << told;
    stop();
}

TEST_F(NoticeTest, UnsoundAddressesStopTheStart)
{
    write(site() / "notices.toml", "[[agency]]\nid = \"school\"\n");

    GatewayProcess gateway{site()};

    EXPECT_FALSE(gateway.ready());
    EXPECT_EQ(gateway.wait(), 1);
    EXPECT_NE(gateway.err().find("notices.toml:2:6: id must be an agency id"), std::string::npos) << gateway.err();
}

TEST_F(NoticeTest, MailWithoutAnAddressOfItsOwnIsNoSetting)
{
    std::string text = bytes_of(site() / "micklegate.toml");
    text.erase(text.find(kFrom), kFrom.size());
    write(site() / "micklegate.toml", text);

    GatewayProcess gateway{site()};

    EXPECT_FALSE(gateway.ready());
    EXPECT_EQ(gateway.wait(), 1);
    EXPECT_NE(gateway.err().find("notice.smtp needs notice.from and notice.portal beside it"), std::string::npos)
        << gateway.err();
}

}  // namespace
}  // namespace micklegate::e2e
