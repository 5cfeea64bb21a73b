// A message about a named reader of its recipient: to the alternate where there is one, held where there is none, and
// never to that reader.
#include "tests/unit/road/road_fixture.hpp"

#include "gateway/crypto/reader_marks.hpp"
#include "gateway/road/held_letter.hpp"
#include "gateway/seal/seal.hpp"

#include <boost/json/parse.hpp>

namespace micklegate::road {
namespace {

using boost::json::object;
using commit::EntryKind;

AgencyId const kSchool{"school.901233"};
AgencyId const kHead{"school.901233.head"};

class ConflictTest : public RoadTest {
protected:
    ConflictTest()
    {
        Agency head = agencies.at(kSchool);
        head.id = kHead;
        head.seal_key = head_key.seal_key();
        agencies.emplace(kHead, head);
        agencies.at(kSchool).alternate = kHead;
        name_reader(kSchool, "Imogen Farrar");
    }

    void name_reader(AgencyId const& agency, std::string_view name)
    {
        agencies.at(agency).readers.push_back({"Lead", crypto::reader_marks(keys.pseudonyms, agency, name)});
    }

    static object event(std::string_view type, std::string_view id)
    {
        object event;
        event["specversion"] = "1.0";
        event["id"] = id;
        event["source"] = samples::kForce.get();
        event["type"] = type;
        event["data"] = samples::policy().catalogue.at(MessageType{std::string{type}}).schema.at("examples").at(0);
        return event;
    }
    /// To the school, of an adult victim who is the lead there.
    static object about_the_lead(std::string_view id = "night-1", char const* field = "victim_name")
    {
        object about = event("encompass.notification", id);
        about["data"].as_object()[field] = "FARRAR, Imogen Rose";
        return about;
    }
    static object correction(std::string_view id, std::string const& original, AgencyId const& recipient)
    {
        object correction = event("encompass.correction", id);
        correction["recipient"] = recipient.get();
        correction["data"].as_object()["notification"] = original;
        return correction;
    }

    [[nodiscard]] road::Setup as_it_is_now() const
    {
        road::Setup now = setup;
        now.agencies = std::make_shared<Agencies const>(agencies);
        return now;
    }
    commit::Receipt sent(object const& event)
    {
        auto intent = road.walk(read::read_event(event, {}).value(),
                                {AgencyId{std::string{event.at("source").as_string()}}, as_it_is_now(), clock.now()},
                                store->ledger());
        return test::commit_one(*loop, std::move(intent)).value();
    }
    commit::Entry entry_of(object const& event) { return sent(event).entry; }

    /// What the desk would send on, having answered why it was held.
    Passed<commit::Append> released(commit::Receipt const& held, Waiver waiver)
    {
        auto const box = partnership.key_of(samples::kDesk).open(sealed_of(held)).value();
        auto event = event_of_letter(held.entry, boost::json::parse(as_text(box)).as_object()).value();
        return road
            .release(std::move(event), {samples::kForce, as_it_is_now(), clock.now(), std::move(waiver)},
                     store->ledger())
            .value();
    }

    static void expect_held(commit::Entry const& entry)
    {
        EXPECT_EQ(entry.kind, EntryKind::kHeld);
        EXPECT_EQ(entry.code, "conflict_of_interest");
        EXPECT_EQ(entry.recipient, samples::kDesk.get());
        EXPECT_NE(entry.why.find(kSchool.get()), std::string::npos) << entry.why;
    }

    crypto::OpeningKey const head_key = crypto::OpeningKey::generate();
    Agencies agencies = *partnership.agencies();
};

TEST_F(ConflictTest, TheAlternateReceivesItAndTheReaderCannotOpenIt)
{
    commit::Receipt const receipt = sent(about_the_lead());
    commit::Entry const& entry = receipt.entry;
    ASSERT_EQ(entry.kind, EntryKind::kAccepted) << entry.why;
    EXPECT_EQ(entry.recipient, kHead.get());
    EXPECT_EQ(entry.instead_of, kSchool.get());
    EXPECT_NE(entry.why.find("named reader at school.901233"), std::string::npos) << entry.why;
    for (char const* const name : {"Imogen", "FARRAR", "Farrar"})
        EXPECT_EQ(commit::encode(entry).find(name), std::string::npos) << name;

    Bytes const sealed = sealed_of(receipt);
    EXPECT_FALSE(seal::open(partnership.key_of(kSchool), sealed));
    auto const opened = seal::open(head_key, sealed);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->body.at("to").as_string(), kHead.get());
    EXPECT_EQ(opened->body.at("instead_of").as_string(), kSchool.get());
}

TEST_F(ConflictTest, WhatNamesNoReaderGoesWhereItAlwaysWent)
{
    commit::Entry const entry = entry_of(event("encompass.notification", "night-1"));
    EXPECT_EQ(entry.recipient, kSchool.get());
    EXPECT_TRUE(entry.instead_of.empty());
    EXPECT_EQ(entry.why.find("alternate"), std::string::npos) << entry.why;
}

TEST_F(ConflictTest, EveryPersonOfAMessageCounts)
{
    EXPECT_EQ(entry_of(about_the_lead("night-1", "suspect_name")).recipient, kHead.get());
    object child = event("encompass.notification", "night-2");
    child["data"].as_object()["child_forename"] = "Imogen";
    child["data"].as_object()["child_surname"] = "Farrar";
    EXPECT_EQ(entry_of(child).recipient, kHead.get());
}

TEST_F(ConflictTest, SoDoOtherNamesThatAreListed)
{
    AgencyId const marac{"marac.north-yorkshire"};
    agencies[marac] = agencies.at(kSchool);
    agencies.at(marac).id = marac;
    agencies.at(marac).kind = "marac";
    agencies.at(marac).readers.clear();
    agencies.at(marac).alternate.reset();
    object referral = event("marac.referral", "m-1");
    referral["recipient"] = marac.get();
    EXPECT_EQ(entry_of(referral).kind, EntryKind::kAccepted) << entry_of(referral).why;
    name_reader(marac, "Elowen Penfold");
    referral["id"] = "m-2";
    EXPECT_EQ(entry_of(referral).code, "conflict_of_interest");
}

TEST_F(ConflictTest, WithoutAnAlternateItIsHeldAndSentAgainItPassesOnceThereIsOne)
{
    agencies.at(kSchool).alternate.reset();
    commit::Entry const held = entry_of(about_the_lead());
    expect_held(held);
    EXPECT_EQ(commit::encode(held).find("Imogen"), std::string::npos);
    agencies.at(kSchool).alternate = kHead;
    EXPECT_EQ(entry_of(about_the_lead("night-1-again")).recipient, kHead.get());
}

TEST_F(ConflictTest, AnAlternateThatCannotBeSentToIsAsNone)
{
    agencies.at(kHead).suspended = true;
    expect_held(entry_of(about_the_lead("suspended")));
    agencies.erase(kHead);
    expect_held(entry_of(about_the_lead("gone")));
}

TEST_F(ConflictTest, TheSenderIsNobodysAlternate)
{
    AgencyId const sender{"prison.hull"};
    AgencyId const recipient{"prison.leeds"};
    for (AgencyId const& id : {sender, recipient}) {
        agencies[id] = agencies.at(kHead);
        agencies.at(id).id = id;
        agencies.at(id).kind = "prison";
    }
    object transfer = event("prison.transfer-carryover", "t-1");
    transfer["source"] = sender.get();
    transfer["recipient"] = recipient.get();
    ASSERT_EQ(entry_of(transfer).recipient, recipient.get());

    name_reader(recipient, std::string{transfer.at("data").at("victim_name").as_string()});
    agencies.at(recipient).alternate = sender;
    transfer["id"] = "t-2";
    EXPECT_EQ(entry_of(transfer).code, "conflict_of_interest");
}

TEST_F(ConflictTest, AnAlternateWhoseReaderIsNamedToo)
{
    name_reader(kHead, "Imogen Farrar");
    expect_held(entry_of(about_the_lead("both")));
    agencies.at(kHead).readers.clear();
    agencies.at(kHead).alternate = kSchool;
    name_reader(kHead, "Maja Featherstone");
    expect_held(entry_of(about_the_lead("each-others")));
}

TEST_F(ConflictTest, AnAlternateWhomNoAgreementLetsHaveItDoesNotGetIt)
{
    agencies.at(kSchool).alternate = AgencyId{"la.815"};
    expect_held(entry_of(about_the_lead()));
}

TEST_F(ConflictTest, WhatNoAgreementAllowsIsRefusedUnseenAsEver)
{
    object old = about_the_lead();
    old["data"].as_object()["occurred_at"] = "2024-11-21T19:37:00+00:00";
    for (auto const& alternate : {std::optional{kHead}, std::optional<AgencyId>{}}) {
        agencies.at(kSchool).alternate = alternate;
        commit::Entry const entry = entry_of(old);
        EXPECT_EQ(entry.kind, EntryKind::kRefused);
        EXPECT_EQ(entry.code, "incident_too_old");
    }
}

TEST_F(ConflictTest, TheDeskReleasesItToSomebodyElseAndNeverToTheReader)
{
    agencies.at(kSchool).alternate.reset();
    commit::Receipt const held = sent(about_the_lead());
    expect_held(held.entry);
    for (auto const& to : {std::optional<AgencyId>{}, std::optional{kSchool}}) {
        auto const again = released(held, {Held::kRecipient, to});
        ASSERT_FALSE(again);
        EXPECT_EQ(again.error().code, "conflict_of_interest");
    }
    auto const elsewhere = released(held, {Held::kRecipient, kHead});
    ASSERT_TRUE(elsewhere) << elsewhere.error().why;
    EXPECT_EQ(elsewhere->entry.recipient, kHead.get());
}

TEST_F(ConflictTest, WhatIsHeldForItsTextIsReleasedToTheAlternateToo)
{
    object about = about_the_lead();
    about["data"].as_object()["summary"] = "Argument at 9 Cragdale Road; police attended.";
    commit::Receipt const held = sent(about);
    ASSERT_EQ(held.entry.code, "withheld_value_in_text");
    auto const again = released(held, {Held::kText, {}});
    ASSERT_TRUE(again) << again.error().why;
    EXPECT_EQ(again->entry.recipient, kHead.get());
    EXPECT_EQ(again->entry.instead_of, kSchool.get());
}

TEST_F(ConflictTest, TheAlternateOfASixthFormHasItsPupilsOfEighteen)
{
    AgencyId const sixth_form{"school.901013"};
    agencies.at(sixth_form).alternate = kHead;
    name_reader(sixth_form, "Imogen Farrar");
    object about = about_the_lead();
    object& data = about["data"].as_object();
    data["child_dob"] = "2008-07-09";
    data["school_urn"] = "901013";
    for (char const* const other : {"school_name", "school_postcode", "child_upn"})
        data.erase(other);
    commit::Entry const entry = entry_of(about);
    EXPECT_EQ(entry.kind, EntryKind::kAccepted) << entry.why;
    EXPECT_EQ(entry.recipient, kHead.get());

    agencies.at(sixth_form).alternate.reset();
    AgencyId const second{"school.901013.head"};
    agencies[second] = agencies.at(kHead);
    agencies.at(second).id = second;
    about["id"] = "night-2";
    auto const again = released(sent(about), {Held::kRecipient, second});
    EXPECT_TRUE(again) << again.error().why;
}

TEST_F(ConflictTest, ACorrectionFollowsToTheAlternateWhetherOrNotItNamesTheReader)
{
    std::string const original = entry_of(about_the_lead()).message;
    commit::Entry const followed = entry_of(correction("c-1", original, kSchool));
    ASSERT_EQ(followed.kind, EntryKind::kAccepted) << followed.why;
    EXPECT_EQ(followed.recipient, kHead.get());
    EXPECT_EQ(followed.instead_of, kSchool.get());

    object naming = correction("c-2", original, kSchool);
    naming["data"].as_object()["victim_name"] = "Imogen Farrar";
    EXPECT_EQ(entry_of(naming).recipient, kHead.get());

    commit::Entry const direct = entry_of(correction("c-3", original, kHead));
    EXPECT_EQ(direct.kind, EntryKind::kAccepted) << direct.why;
    EXPECT_EQ(direct.recipient, kHead.get());
}

TEST_F(ConflictTest, ACorrectionFollowsToWhereTheOriginalLiesEvenOnceThatPersonReadsNoMore)
{
    std::string const original = entry_of(about_the_lead()).message;
    agencies.at(kSchool).readers.clear();
    agencies.at(kSchool).alternate.reset();
    EXPECT_EQ(entry_of(correction("c-1", original, kSchool)).recipient, kHead.get());
    agencies.at(kHead).suspended = true;
    expect_held(entry_of(correction("c-2", original, kSchool)));
}

TEST_F(ConflictTest, ACorrectionOfWhatTheSchoolHasGoesToTheAlternateOnceItNamesAReader)
{
    std::string const original = entry_of(event("encompass.notification", "night-1")).message;
    object naming = correction("c-1", original, kSchool);
    naming["data"].as_object()["victim_name"] = "Imogen Farrar";
    commit::Entry const entry = entry_of(naming);
    EXPECT_EQ(entry.kind, EntryKind::kAccepted) << entry.why;
    EXPECT_EQ(entry.recipient, kHead.get());
}

TEST_F(ConflictTest, TheAlternateAnswersForItself)
{
    std::string const original = entry_of(about_the_lead()).message;
    object receipt = event("encompass.receipt", "r-1");
    receipt["recipient"] = samples::kForce.get();
    receipt["data"].as_object()["notification"] = original;
    receipt["data"].as_object()["received_at"] = "2026-11-22T05:00:00+00:00";
    receipt["source"] = kHead.get();
    commit::Entry const answered = entry_of(receipt);
    EXPECT_EQ(answered.kind, EntryKind::kAccepted) << answered.why;

    receipt["id"] = "r-2";
    receipt["source"] = kSchool.get();
    EXPECT_EQ(entry_of(receipt).code, "unknown_original") << "the school has not received it";
}

}  // namespace
}  // namespace micklegate::road
