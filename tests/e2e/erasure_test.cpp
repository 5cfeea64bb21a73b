// Erasure as the duty desk and an auditor do it: what is gone is gone from the disk, and nothing that nobody has read
// goes.
#include "gateway/commit/known_values.hpp"
#include "gateway/serve/gateway.hpp"
#include "gateway/storage/store.hpp"
#include "tests/component/receive/raw_client.hpp"
#include "tests/e2e/sample_events.hpp"
#include "tests/support/manual_clock.hpp"

namespace micklegate::e2e {
namespace {

using namespace std::chrono_literals;

std::string const kDesk = "desk.north-yorkshire";
std::string const kAuditor = "auditor.partnership";
constexpr char const* kOfficer = "Ada Lythe, data protection officer";
constexpr char const* kReason = "Zelda Quibble's mother asked for it.";
constexpr char const* kReader = "Imogen Farrar, safeguarding lead";
constexpr char const* kBorn = "2020-07-09";

/// About a child born on `born`; the leak guard remembers where the victim lives.
object notification_about(unsigned number, std::string const& born)
{
    object event = notification(number);
    object& data = event["data"].as_object();
    data["child_dob"] = born;
    data["victim_address"] = std::to_string(number) + " Cragdale Road, Mickleham";
    return event;
}

/// What the store holds of a subject and of a message about it, as it lies on the disk.
struct Traces {
    std::string pseudonym;
    std::string box;     ///< the key, locked
    std::string sealed;  ///< the sealed message, locked
    std::vector<std::string> marks;

    [[nodiscard]] std::vector<std::string> all() const
    {
        std::vector<std::string> bytes = marks;
        bytes.push_back(box);
        bytes.push_back(sealed);
        return bytes;
    }
};

class ErasureTest : public SiteTest {
protected:
    object send(object const& event)
    {
        auto const results = session(kForce)->submit(lines_of({event}), 1);
        EXPECT_TRUE(results) << one_line(results.error());
        return results ? results->front() : object{};
    }
    /// The index of the entry that accepted it.
    Sequence accepted(object const& event)
    {
        object const result = send(event);
        EXPECT_EQ(json::text_at(result, "outcome"), "accepted") << boost::json::serialize(result);
        message_ = json::text_at(result, "message");
        return static_cast<Sequence>(json::whole_number_at(result, "index", 0));
    }
    Ran open(std::string const& message) { return as(kSchool, "inbox", "open", message, "--by", kReader, "--json"); }
    Sequence accepted_and_opened(object const& event)
    {
        Sequence const index = accepted(event);
        Ran const opened = open(message_);
        EXPECT_EQ(opened.code, 0) << opened.err;
        return index;
    }

    template <class... Words>
    Ran subject(std::string const& agency, std::string const& what, Words const&... words)
    {
        return as(agency, "subject", what, words..., "--by", kOfficer, "--reason", kReason, "--json");
    }
    template <class... Words>
    Ran about(std::string const& agency, std::string const& what, Words const&... words)
    {
        return subject(agency, what, words..., "--type", "encompass.notification", "--field", "child_forename=Zoë",
                       "--field", "child_surname=Hodgson", "--field", std::string{"child_dob="} + kBorn);
    }
    std::string requested()
    {
        Ran const asked = about(kDesk, "erase");
        EXPECT_EQ(asked.code, 0) << asked.err;
        return std::to_string(json::whole_number_at(json_lines(asked.out).front(), "request", -1));
    }

    std::unique_ptr<storage::Store> store() const
    {
        return storage::Store::open_read_only({site() / "data", "", {}}).value();
    }
    static commit::Entry entry(storage::Store const& store, Sequence index)
    {
        return commit::decode_entry(*store.ledger().entry(index)).value();
    }
    Traces traces(Sequence index) const
    {
        auto const stored = store();
        commit::Ledger const& ledger = stored->ledger();
        Traces found;
        found.pseudonym = entry(*stored, index).subjects.at(0);
        found.sealed = as_text(*ledger.sealed(index));
        std::string const handle = ledger.subject_keys().get("p" + found.pseudonym)->value();
        std::string const row = ledger.subject_keys().get("h" + handle)->value();
        found.box = row.substr(32);
        auto const known = commit::known_values(ledger.projections(), row.substr(0, 32), 100);
        for (commit::KnownValues const& values : *known)
            found.marks.insert(found.marks.end(), values.marks.begin(), values.marks.end());
        return found;
    }
    bool disk_holds(std::string const& bytes) const
    {
        for (auto const& file : fs::recursive_directory_iterator{site() / "data"}) {
            std::error_code gone;  // a file that is rewritten is deleted
            if (file.is_regular_file(gone) && bytes_of(file.path()).find(bytes) != std::string::npos)
                return true;
        }
        return false;
    }
    /// Rewriting the files begins within seconds.
    bool leaves_the_disk(std::string const& bytes) const
    {
        for (auto const end = std::chrono::steady_clock::now() + 60s; std::chrono::steady_clock::now() < end;)
            if (!disk_holds(bytes))
                return true;
        return false;
    }
    std::string metrics() const
    {
        test::PlainClient asking{gateway_->local_port()};
        asking.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return asking.rest().value_or("");
    }

    std::string message_;  ///< the last that was accepted
};

TEST_F(ErasureTest, WhatIsErasedLeavesTheDiskAndTheLogStaysWhole)
{
    serve();
    Sequence const index = accepted_and_opened(notification_about(1, kBorn));
    std::string const erased_message = message_;
    Sequence const other = accepted_and_opened(notification_about(2, "2019-03-02"));
    std::string const kept_message = message_;
    Traces const before = traces(index);
    Traces const others = traces(other);
    ASSERT_FALSE(before.marks.empty());
    for (std::string const& trace : before.all())
        ASSERT_TRUE(disk_holds(trace)) << "the search finds nothing, so it would prove nothing";
    std::string const request = requested();

    Ran const alone = subject(kDesk, "approve", request);
    EXPECT_EQ(alone.code, 1);
    EXPECT_NE(alone.err.find("another agency"), std::string::npos) << alone.err;
    Ran const listed = as(kAuditor, "subject", "list", "--json");
    EXPECT_NE(listed.out.find("\"request\":" + request), std::string::npos) << listed.out;
    EXPECT_EQ(listed.out.find("Hodgson"), std::string::npos);
    Ran const table = as(kAuditor, "subject", "list");
    EXPECT_NE(table.out.find("MESSAGES"), std::string::npos) << table.out;
    EXPECT_NE(table.err.find("micklegate log identity"), std::string::npos) << table.err;
    Ran const stranger = as(kForce, "subject", "list", "--json");
    EXPECT_EQ(stranger.code, 1) << "only the desk and auditors";
    Ran const approved = subject(kAuditor, "approve", request);
    ASSERT_EQ(approved.code, 0) << approved.err;
    EXPECT_EQ(json::text_at(json_lines(approved.out).front(), "subject"), before.pseudonym);

    for (std::string const& trace : before.all())
        EXPECT_TRUE(leaves_the_disk(trace)) << trace.size();
    for (std::string const& trace : others.all())
        EXPECT_TRUE(disk_holds(trace)) << "another child's " << trace.size();
    Ran const gone = open(erased_message);
    EXPECT_EQ(gone.code, 1);
    EXPECT_NE(gone.err.find("was erased"), std::string::npos) << gone.err;
    EXPECT_EQ(open(kept_message).code, 0);
    Ran const timeline = as(kForce, "status", erased_message, "--json");
    EXPECT_NE(timeline.out.find(kReader), std::string::npos) << "who read it stays known: " << timeline.out;

    Sequence const again = accepted_and_opened(notification_about(3, kBorn));
    object const erased = json_lines(timeline.out).front();
    EXPECT_EQ(json::text_at(json::object_at(erased, "copy_destroyed"), "by"), "erased") << timeline.out;
    EXPECT_FALSE(erased.contains("deadline"));
    Ran const told = as(kForce, "status", erased_message);
    EXPECT_NE(told.out.find(": opened.\n"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("destroyed its sealed copy"), std::string::npos) << told.out;
    EXPECT_NE(as(kSchool, "inbox", "list").out.find("opened, copy erased"), std::string::npos);

    Traces const after = traces(again);
    EXPECT_NE(after.pseudonym, before.pseudonym);
    stop();
    EXPECT_TRUE(json::flag_at(verified(), "verified"));
    EXPECT_FALSE(disk_holds("Quibble"));
}

TEST_F(ErasureTest, AnErasureOutlivesAKillBeforeTheFilesAreRewritten)
{
    serve();
    Traces const before = traces(accepted_and_opened(notification_about(1, kBorn)));
    std::string const request = requested();
    auto auditor = session(kAuditor);
    object const body{{"by", {{"name", "B. Bridge"}, {"role", "auditor"}}}, {"reason", kReason}};
    ASSERT_TRUE(auditor->post("/v1/subjects/erasures/" + request + "/approve", body));
    gateway_->kill();
    if (!disk_holds(before.sealed))
        GTEST_SKIP() << "the files were rewritten before the kill";
    serve();
    for (std::string const& trace : before.all())
        EXPECT_TRUE(leaves_the_disk(trace)) << trace.size();
    stop();
    EXPECT_TRUE(json::flag_at(verified(), "verified"));
}

TEST_F(ErasureTest, AMessageThatNobodyHasReadIsNotLost)
{
    serve();
    accepted_and_opened(notification_about(1, kBorn));
    std::string const request = requested();
    accepted(notification_about(2, kBorn));
    Ran const refused = subject(kAuditor, "approve", request);
    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.err.find("opened 1 of"), std::string::npos) << refused.err;
    EXPECT_EQ(refused.err.find(message_), std::string::npos) << refused.err;
    EXPECT_EQ(open(message_).code, 0);
    EXPECT_EQ(subject(kAuditor, "approve", request).code, 0);
}

TEST_F(ErasureTest, AHoldStopsAnErasureUntilItIsLifted)
{
    serve();
    accepted_and_opened(notification_about(1, kBorn));
    Ran const held = about(kAuditor, "hold");
    ASSERT_EQ(held.code, 0) << held.err;
    std::string const hold = std::to_string(json::whole_number_at(json_lines(held.out).front(), "hold", -1));
    Ran const refused = about(kDesk, "erase");
    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.err.find("litigation hold"), std::string::npos) << refused.err;
    EXPECT_EQ(subject(kDesk, "lift", hold).code, 1) << "another agency placed it";
    ASSERT_EQ(subject(kAuditor, "lift", hold).code, 0);
    EXPECT_EQ(subject(kDesk, "withdraw", requested()).code, 0);
    Ran const listed = as(kDesk, "subject", "list");
    EXPECT_NE(listed.out.find("No erasure is requested"), std::string::npos) << listed.out;
}

TEST_F(ErasureTest, NobodyUnknownIsErasedAndNothingSaidIsRepeated)
{
    serve();
    Ran const refused = about(kDesk, "erase");
    EXPECT_EQ(refused.code, 1);
    EXPECT_EQ((refused.out + refused.err).find("Hodgson"), std::string::npos) << refused.err;
    Ran const misnamed = subject(kDesk, "erase", "--type", "encompass.notification", "--field", "shoe_size=Hodgson");
    EXPECT_EQ(misnamed.code, 1);
    EXPECT_EQ((misnamed.out + misnamed.err).find("Hodgson"), std::string::npos) << misnamed.err;
    EXPECT_NE(misnamed.err.find("child_dob"), std::string::npos) << misnamed.err;
    EXPECT_EQ(subject(kDesk, "erase").code, 2) << "nobody is named";
}

/// A gateway in this process, whose clock the test moves over weeks.
class RetentionTest : public ErasureTest {
protected:
    void serve_at(Moment now)
    {
        served_.reset();
        site::Site own = site::open_site(site()).value();
        own.settings.port = 0;
        own.settings.local_port = 0;
        own.settings.limits.disk_reserve_bytes = reserve_;
        own.settings.limits.disk_floor_bytes = floor_;
        served_ = serve::Gateway::open(
                      own, [](receive::Severity, std::string const&) {}, [now] { return now; })
                      .value();
        ASSERT_TRUE(served_->start());
    }
    void TearDown() override { served_.reset(); }

    agency::GatewaySession session_of(std::string const& agency) const
    {
        auto const url = "https://127.0.0.1:" + std::to_string(served_->port());
        return agency::GatewaySession::open(identity(agency), endpoint_of(url).value()).value();
    }
    std::string accepted_here(object const& event)
    {
        auto const results = session_of(kForce).submit(lines_of({event}), 1);
        EXPECT_TRUE(results) << one_line(results.error());
        index_ = static_cast<Sequence>(json::whole_number_at(results->front(), "index", 0));
        return json::text_at(results->front(), "message");
    }
    Result<object> fetched(std::string const& message) const { return session_of(kSchool).get("/v1/inbox/" + message); }
    Result<object> opened_here(std::string const& message) const
    {
        object const body{{"state", "opened"}, {"by", {{"name", "Imogen Farrar"}, {"role", "safeguarding lead"}}}};
        return session_of(kSchool).post("/v1/inbox/" + message + "/receipts", body);
    }
    void open_here(std::string const& message)
    {
        ASSERT_TRUE(fetched(message));
        ASSERT_TRUE(opened_here(message));
    }
    std::string refusal_here(object const& event) const
    {
        auto const results = session_of(kForce).submit(lines_of({event}), 1);
        return results ? boost::json::serialize(results->front()) : results.error().detail;
    }

    std::unique_ptr<serve::Gateway> served_;
    Sequence index_ = 0;  ///< of the last that was accepted
    std::size_t reserve_ = 0;
    std::size_t floor_ = 0;
};

TEST_F(RetentionTest, ASettledMessageExpiresAndOneThatNobodyOpenedDoesNot)
{
    Moment const now = system_now();
    serve_at(now);
    std::string const opened = accepted_here(notification_about(1, kBorn));
    std::string const sealed{as_text(*store()->ledger().sealed(index_))};
    open_here(opened);
    std::string const unopened = accepted_here(notification_about(2, kBorn));
    ASSERT_TRUE(disk_holds(sealed));

    serve_at(now + 28 * 24h + 1min);
    EXPECT_TRUE(leaves_the_disk(sealed));
    auto const gone = fetched(opened);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, ProblemCode::kGone) << one_line(gone.error());
    EXPECT_NE(gone.error().detail.find("retention (child_protection_file)"), std::string::npos) << gone.error().detail;
    EXPECT_TRUE(fetched(unopened));
    served_.reset();
    EXPECT_TRUE(json::flag_at(verified(), "verified"));
}

TEST_F(RetentionTest, AFullDiskTakesNoMessageButIsEmptiedAndRead)
{
    Moment const now = system_now();
    serve_at(now);
    std::string const opened = accepted_here(notification_about(1, kBorn));
    std::string const sealed{as_text(*store()->ledger().sealed(index_))};
    open_here(opened);
    std::string const unopened = accepted_here(notification_about(2, kBorn));
    std::string const unfetched = accepted_here(notification_about(3, kBorn));
    object const by_another{{"state", "opened"}, {"by", {{"name", "Idris Vale"}, {"role", "deputy"}}}};

    reserve_ = std::size_t{1} << 60U;
    serve_at(now + 28 * 24h + 1min);
    EXPECT_NE(refusal_here(notification_about(4, kBorn)).find("short of disk space"), std::string::npos);
    EXPECT_TRUE(leaves_the_disk(sealed));
    open_here(unopened);
    auto const another = session_of(kSchool).post("/v1/inbox/" + unopened + "/receipts", by_another);
    ASSERT_FALSE(another) << "only the first reader is recorded out of the reserve";
    EXPECT_EQ(another.error().code, ProblemCode::kStorageFull);

    floor_ = reserve_;
    serve_at(now + 28 * 24h + 1min);
    auto const again = opened_here(unopened);
    EXPECT_TRUE(again) << "what stands is answered from what is stored";
    auto const fetched_first = fetched(unfetched);
    ASSERT_FALSE(fetched_first);
    EXPECT_EQ(fetched_first.error().code, ProblemCode::kStorageFull);
}

}  // namespace
}  // namespace micklegate::e2e
