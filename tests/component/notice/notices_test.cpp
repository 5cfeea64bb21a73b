// The thread that tells agencies, turn by turn, with a journal in memory and receivers that others wrote.
#include "gateway/serve/notices.hpp"

#include "gateway/deliver/due.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "gateway/notice/webhook.hpp"
#include "tests/support/memory_journal.hpp"
#include "tests/support/notice_receivers.hpp"

#include <gmock/gmock.h>

namespace micklegate::serve {
namespace {

using boost::json::object;
using commit::EntryKind;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// Nobody waits in a test.
constexpr notice::Pace kAtOnce{milliseconds{0},        milliseconds{0}, milliseconds{0}, milliseconds{0},
                               std::chrono::hours{72}, milliseconds{0}, milliseconds{0}};

class NoticesTest : public testing::Test {
protected:
    void SetUp() override
    {
        site_.root = folder_.path();
        site_.settings.notice_smtp = "smtp://127.0.0.1:" + std::to_string(receivers_->port("smtp"));
        site_.settings.notice_from = "notices@gateway.example";
        site_.settings.notice_portal = "https://gateway.example";
        write_book("[[agency]]\nid = \"school.901233\"\nemail = [\"dsl@mickleham.example\"]\n" + hook("/in") +
                   "\n[[agency]]\nid = \"school.901234\"\nemail = [\"head@skelwick.example\"]\n");
    }

    void write_book(std::string const& text) { files::replace(site_.notices(), as_bytes(text)).value(); }

    std::string hook(std::string const& path) const
    {
        return "webhook = \"https://127.0.0.1:" + std::to_string(receivers_->port("https")) + path +
               "\"\nwebhook_private = true\nwebhook_ca = \"" + receivers_->ca() + "\"\n";
    }

    void append(EntryKind kind, std::string const& message, std::string const& recipient = "school.901233")
    {
        commit::Entry entry;
        entry.kind = kind;
        entry.time = system_now();
        entry.agency = "police.canary-sender";
        entry.recipient = recipient;
        entry.message = message;
        entry.type = "canary.type/1";
        entry.why = "canary why";
        entry.released = {"canary_field"};
        entry.subjects = {"canary-subject"};
        commit::Record record;
        record.entry = commit::encode(entry);
        auto const head = journal_.head();
        static_cast<void>(journal_.append(head.next, head.epoch, std::span{&record, 1}));
    }

    std::unique_ptr<Notices> begin(Channel channel, notice::Pace const& pace = kAtOnce)
    {
        auto notices = std::make_unique<Notices>(channel, site_, ledger_, key_, system_now, log_, pace);
        notices->open().value();
        return notices;
    }

    static void turn(Notices& notices)
    {
        auto const done = notices.tell_some();
        EXPECT_TRUE(done) << one_line(done.error());
    }

    static std::uint64_t reading(Notices const& notices, std::string const& name)
    {
        for (auto const& [known, value] : notices.readings())
            if (known == name)
                return value;
        return 999;
    }

    crypto::SigningKey key_ = crypto::SigningKey::from_seed(Bytes(32, 7));
    std::unique_ptr<test::NoticeReceivers> receivers_ =
        std::make_unique<test::NoticeReceivers>(notice::public_key_text(key_.verify_key()));
    test::TmpFolder folder_;
    site::Site site_;
    std::vector<std::string> lines_;
    receive::Log log_ = [this](receive::Severity, std::string const& line) { lines_.push_back(line); };
    test::MemoryJournal journal_{[](Sequence index, commit::Record const& record, commit::KeyValueWriter& out) {
        commit::Entry const entry = commit::decode_entry(record.entry).value();
        deliver::fold_mailbox(index, entry, out);
        deliver::fold_due(entry, out);
        return Result<void>{};
    }};
    test::MemoryLedger ledger_{journal_};
};

TEST_F(NoticesTest, MailSaysThatSomethingWaitsAndNothingOfIt)
{
    auto const mails = begin(Channel::kEmail);
    append(EntryKind::kAccepted, "canary-message");
    turn(*mails);

    object const got = receivers_->next();
    EXPECT_THAT(json::text_at(got, "mail"), HasSubstr("1 message waits"));
    EXPECT_THAT(receivers_->all(), Not(HasSubstr("canary")));
    EXPECT_EQ(reading(*mails, "notices_email_sent_total"), 1U);
    EXPECT_EQ(reading(*mails, "notices_email_untold"), 0U);
}

TEST_F(NoticesTest, CallSaysThatSomethingWaitsAndNothingOfIt)
{
    auto const calls = begin(Channel::kWebhook);
    append(EntryKind::kAccepted, "canary-message");
    append(EntryKind::kAccepted, "canary-other");
    append(EntryKind::kAccepted, "canary-third", "school.901234");
    turn(*calls);

    object const got = receivers_->next();
    EXPECT_TRUE(json::flag_at(got, "verified"));
    EXPECT_EQ(json::parse_strict(json::text_at(got, "body"))->at("data"),
              (boost::json::value{{"agency", "school.901233"}, {"late", false}, {"waiting", 2}}));
    EXPECT_THAT(receivers_->all(), Not(HasSubstr("canary")));
    EXPECT_EQ(reading(*calls, "notices_webhook_sent_total"), 1U) << "the other school has no webhook";
}

TEST_F(NoticesTest, FirstStartTellsNothingOfThePast)
{
    append(EntryKind::kAccepted, "m1");
    auto const mails = begin(Channel::kEmail);
    turn(*mails);

    EXPECT_EQ(reading(*mails, "notices_email_sent_total"), 0U);
}

TEST_F(NoticesTest, WhatWasReadBeforeItsTurnNeedsNoNotice)
{
    auto const mails = begin(Channel::kEmail);
    append(EntryKind::kAccepted, "m1");
    append(EntryKind::kOpened, "m1");
    turn(*mails);

    EXPECT_EQ(reading(*mails, "notices_email_sent_total"), 0U);
    EXPECT_EQ(reading(*mails, "notices_email_untold"), 0U);
}

TEST_F(NoticesTest, WhatCameWhileNoGatewayRanIsToldByTheNext)
{
    begin(Channel::kEmail)->stop();
    append(EntryKind::kAccepted, "m1");

    auto const mails = begin(Channel::kEmail);
    turn(*mails);

    EXPECT_EQ(reading(*mails, "notices_email_sent_total"), 1U);
}

TEST_F(NoticesTest, RestartRepeatsNothingThatWasToldAndTellsWhatWasNot)
{
    auto mails = begin(Channel::kEmail);
    append(EntryKind::kAccepted, "m1");
    turn(*mails);
    mails.reset();
    mails = begin(Channel::kEmail);
    turn(*mails);
    EXPECT_EQ(reading(*mails, "notices_email_sent_total"), 0U);

    receivers_->end();
    append(EntryKind::kAccepted, "m2");
    turn(*mails);
    EXPECT_EQ(reading(*mails, "notices_email_untold"), 1U);
    mails.reset();
    receivers_ = std::make_unique<test::NoticeReceivers>();
    site_.settings.notice_smtp = "smtp://127.0.0.1:" + std::to_string(receivers_->port("smtp"));
    mails = begin(Channel::kEmail);
    turn(*mails);
    EXPECT_EQ(reading(*mails, "notices_email_sent_total"), 1U);
}

TEST_F(NoticesTest, DeadMailServerIsOneLineAndAMetric)
{
    notice::Pace pace = kAtOnce;
    pace.first_retry = pace.longest_retry = std::chrono::hours{1};  // of an agency's own failures, which these are not
    receivers_->end();
    auto const mails = begin(Channel::kEmail, pace);
    append(EntryKind::kAccepted, "m1");
    append(EntryKind::kAccepted, "m2", "school.901234");
    for (int round = 0; round < 5; ++round)
        turn(*mails);

    ASSERT_EQ(lines_.size(), 1U);
    EXPECT_THAT(lines_.front(), HasSubstr("The mail server takes no notices: Couldn't connect to server"));
    EXPECT_EQ(reading(*mails, "notices_email_untold"), 2U);
    EXPECT_EQ(reading(*mails, "notices_email_failed_total"), 2U + 4U) << "one asks whether it is back";
}

TEST_F(NoticesTest, MailServerThatIsBackIsOneLine)
{
    write_book(
        "[[agency]]\nid = \"school.901233\"\nemail = [\"refused@mickleham.example\"]\n"
        "[[agency]]\nid = \"school.901234\"\nemail = [\"refused@skelwick.example\"]\n");
    auto const mails = begin(Channel::kEmail);
    append(EntryKind::kAccepted, "m1");
    append(EntryKind::kAccepted, "m2", "school.901234");
    turn(*mails);
    EXPECT_EQ(lines_.size(), 1U);

    write_book(
        "[[agency]]\nid = \"school.901233\"\nemail = [\"dsl@mickleham.example\"]\n"
        "[[agency]]\nid = \"school.901234\"\nemail = [\"head@skelwick.example\"]\n");
    turn(*mails);
    turn(*mails);

    EXPECT_EQ(reading(*mails, "notices_email_sent_total"), 2U);
    ASSERT_EQ(lines_.size(), 2U);
    EXPECT_EQ(lines_.back(), "The mail server takes notices again.");
}

TEST_F(NoticesTest, AddressThatIsRefusedHoldsUpNoOther)
{
    write_book(
        "[[agency]]\nid = \"school.901233\"\nemail = [\"refused@mickleham.example\"]\n"
        "[[agency]]\nid = \"school.901234\"\nemail = [\"head@skelwick.example\"]\n");
    auto const mails = begin(Channel::kEmail);
    append(EntryKind::kAccepted, "m1");
    append(EntryKind::kAccepted, "m2", "school.901234");
    turn(*mails);

    EXPECT_EQ(reading(*mails, "notices_email_sent_total"), 1U);
    ASSERT_EQ(lines_.size(), 1U);
    EXPECT_THAT(lines_.front(), HasSubstr("The notice by email to school.901233 did not get through"));
    EXPECT_THAT(lines_.front(), Not(HasSubstr("mickleham")));
}

TEST_F(NoticesTest, CallThatIsTriedAgainHasItsId)
{
    write_book("[[agency]]\nid = \"school.901233\"\n" + hook("/fail"));
    auto const calls = begin(Channel::kWebhook);
    append(EntryKind::kAccepted, "m1");
    turn(*calls);
    turn(*calls);
    append(EntryKind::kAccepted, "m2");
    turn(*calls);

    auto const id = [](object const& got) { return json::text_at(json::object_at(got, "headers"), "webhook-id"); };
    std::string const first = id(receivers_->next());
    EXPECT_EQ(id(receivers_->next()), first);
    EXPECT_NE(id(receivers_->next()), first) << "it says more";
    EXPECT_EQ(lines_.size(), 1U);
}

TEST_F(NoticesTest, NewAddressesAreTakenOverAndUnsoundOnesLeaveTheOldInForce)
{
    auto const mails = begin(Channel::kEmail);
    write_book("[[agency]]\nid = \"school.901233\"\nemail = [\"new@mickleham.example\"]\n");
    append(EntryKind::kAccepted, "m1");
    turn(*mails);
    EXPECT_THAT(json::text_at(receivers_->next(), "mail"), HasSubstr("To: new@mickleham.example\r\n"));

    write_book("[[agency]]\nid = \"school.901233\"\nemail = [\"none\"]\n");
    append(EntryKind::kAccepted, "m2");
    turn(*mails);
    turn(*mails);
    EXPECT_THAT(json::text_at(receivers_->next(), "mail"), HasSubstr("To: new@mickleham.example\r\n"));
    ASSERT_EQ(lines_.size(), 1U);
    EXPECT_THAT(lines_.front(), HasSubstr("notices.toml:3:9"));
}

TEST_F(NoticesTest, NobodyIsToldWhereNobodyAsked)
{
    std::filesystem::remove(site_.notices());
    auto const mails = begin(Channel::kEmail);
    append(EntryKind::kAccepted, "m1");
    turn(*mails);

    EXPECT_EQ(reading(*mails, "notices_email_untold"), 0U);
    EXPECT_THAT(lines_, IsEmpty());
    EXPECT_FALSE(std::filesystem::exists(site_.notices_told("email")));
}

TEST_F(NoticesTest, FaultyAddressesStopTheStart)
{
    write_book("[[agency]]\nid = \"school\"\n");
    Notices notices{Channel::kEmail, site_, ledger_, key_, system_now, log_, kAtOnce};

    auto const opened = notices.open();

    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ProblemCode::kConfiguration);
}

}  // namespace
}  // namespace micklegate::serve
