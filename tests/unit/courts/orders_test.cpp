#include "adapters/courts/orders.hpp"

#include "adapters/courts/court_times.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/orders/read_change.hpp"
#include "gateway/orders/standing.hpp"

#include <gmock/gmock.h>
#include <boost/json/serialize.hpp>

#include <fstream>
#include <iterator>

namespace micklegate::courts {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;
using json::text_at;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Address const kAddress{AgencyId{"court.york"}, AgencyId{"police.north-yorkshire"}};

object element(std::string const& id, object value) { return {{"id", id}, {"value", std::move(value)}}; }

/// An FL404A with one prohibition, made on notice, that ends at noon.
object form(object more = {})
{
    object out{{"fl404bRespondentNotToThreat", array{"respondentNotToThreat"}},
               {"fl404bIsNoticeGiven", "WithNotice"},
               {"orderEndDateAndTimeOptions", "specifiedDateAndTime"},
               {"orderSpecifiedDateTime", "2027-05-19T12:00:00.000"}};
    for (auto const& [key, value] : more)
        out[key] = value;
    return out;
}

object order(object fields = form(), std::string const& made = "19 Nov 2026")
{
    return {{"dateCreated", "2026-11-19T14:20:00.000000"},
            {"orderTypeId", "Non-molestation order (FL404A)"},
            {"otherDetails", {{"orderMadeDate", made}}},
            {"fl404CustomFields", std::move(fields)}};
}

object change(std::string const& kind, object fields, std::string const& made)
{
    object out = order(std::move(fields), made);
    out["orderTypeId"] = "Amended, discharged or varied order (FL404B)";
    out["policeNotice"] = object{{"order", "O1"}, {"change", kind}};
    return out;
}

object statement(object more = {})
{
    object out{{"selectedPartyName", "Callum Raskelf"},
               {"servedDateTimeOption", "2026-11-20T08:15:00.000"},
               {"uploadedBy", "COURT_STAFF"},
               {"policeNotice",
                {{"serviceMethod", "personal"}, {"servedBy", "Tamsin Ellerby"}, {"servedByKind", "process_server"}}}};
    for (auto const& [key, value] : more)
        out[key] = value;
    return out;
}

object respondent()
{
    return {{"partyId", "R1"},
            {"firstName", "Callum"},
            {"lastName", "Raskelf"},
            {"previousName", "Callum Sowerby"},
            {"dateOfBirth", "1989-02-28"},
            {"address", {{"AddressLine1", "3 Kiln Yard"}, {"PostTown", "Thornley"}, {"PostCode", "HG99 4AB"}}}};
}

object case_data(array orders, array statements = {})
{
    return {{"familymanCaseNumber", "YO26F00417"},
            {"courtName", "Family Court at Wetherdale"},
            {"policeNotice", {{"policeStation", "Wetherdale"}}},
            {"applicantsFL401",
             {{"firstName", "Briony"},
              {"lastName", "Fellgate"},
              {"dateOfBirth", "1992-04-17"},
              {"phoneNumber", "07700 900311"},
              {"email", "briony@example.org"},
              {"address", {{"AddressLine1", "9 Larkmoor Terrace"}, {"PostTown", "Nunstead"}, {"PostCode", "YO98 2QT"}}},
              {"isAddressConfidential", "Yes"}}},
            {"respondentsFL401", respondent()},
            {"orderCollection", std::move(orders)},
            {"stmtOfServiceForOrder", std::move(statements)}};
}

object one_order(object fields = form()) { return case_data({element("O1", order(std::move(fields)))}); }

std::vector<OrderRow> rows_of(object const& data)
{
    auto rows = read_orders(boost::json::serialize(object{{"id", 1642345678901233}, {"case_data", data}}));
    EXPECT_TRUE(rows) << rows.error().detail;
    return rows ? *std::move(rows) : std::vector<OrderRow>{};
}

object only_data(object const& data)
{
    auto const rows = rows_of(data);
    if (rows.size() != 1 || !rows.front().told.data) {
        ADD_FAILURE() << rows.size() << (rows.empty() ? "" : rows.front().told.data.error().detail);
        return {};
    }
    return *rows.front().told.data;
}

std::string only_fault(object const& data)
{
    auto const rows = rows_of(data);
    EXPECT_EQ(rows.size(), 1U);
    return rows.empty() || rows.front().told.data ? std::string{} : rows.front().told.data.error().detail;
}

std::string sample(std::string const& name)
{
    std::ifstream stream{MICKLEGATE_SOURCE_DIR "/adapters/courts/samples/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

TEST(CourtOrders, FormFl404aBecomesAnOrderForPolice)
{
    EXPECT_EQ(only_data(one_order(form({{"fl404bMentionedProperty", "Yes"},
                                        {"fl404bAddressOfProperty", "27 Cragdale Road, Wetherdale, YO98 4FP"},
                                        {"fl404bDateAndTimeOfNextHearing", "2026-12-03T10:30:00.000"}}))),
              (object{{"case_number", "YO26F00417"},
                      {"court_name", "Family Court at Wetherdale"},
                      {"police_station", "Wetherdale"},
                      {"order_ref", "O1"},
                      {"order_type", "non_molestation"},
                      {"made_at", "2026-11-19T00:00:00.000Z"},
                      {"notice", "with"},
                      {"sealed", true},
                      {"end_kind", "specified"},
                      {"ends_at", "2027-05-19T11:00:00.000Z"},
                      {"return_hearing_at", "2026-12-03T10:30:00.000Z"},
                      {"terms",
                       array{object{{"number", 1},
                                    {"text",
                                     "Must not use or threaten violence against the applicant, and must not instruct, "
                                     "encourage or in any way suggest that anybody else should."}}}},
                      {"property_address", "27 Cragdale Road, Wetherdale, YO98 4FP"},
                      {"applicant_forename", "Briony"},
                      {"applicant_surname", "Fellgate"},
                      {"applicant_dob", "1992-04-17"},
                      {"applicant_address", "9 Larkmoor Terrace, Nunstead, YO98 2QT"},
                      {"respondent_forename", "Callum"},
                      {"respondent_surname", "Raskelf"},
                      {"respondent_other_names", array{"Callum Sowerby"}},
                      {"respondent_dob", "1989-02-28"},
                      {"respondent_address", "3 Kiln Yard, Thornley, HG99 4AB"}}));
}

TEST(CourtOrders, EveryProhibitionIsATermWithWhatTheCourtAddedToIt)
{
    object fields = form({{"fl404bAddMoreDetailsTelephone", "Except through solicitors."},
                          {"fl404bAddMoreDetailsProperty", "Or within 100 metres."},
                          {"fl404bAddMoreDetailsPhoneChild", "Except on Sundays."},
                          {"fl404bAddSchool", "Larkmoor Primary School"},
                          {"fl404bAddMoreDetailsSchool", "Or its car park."}});
    for (char const* const key :
         {"fl404bRespondentNotIntimidate", "fl404bRespondentNotToTelephone", "fl404bRespondentNotToDamageOrThreat",
          "fl404bRespondentNotToDamage", "fl404bRespondentNotToEnterProperty", "fl404bRespondentNotToThreatChild",
          "fl404bRespondentNotHarassOrIntimidate", "fl404bRespondentNotToTelephoneChild",
          "fl404bRespondentNotToEnterSchool"})
        fields[key] = array{"ticked"};
    object data = one_order(fields);
    data["applicantChildDetails"] =
        array{element("C1", {{"fullName", "Isla Fellgate"}, {"dateOfBirth", "2018-05-21"}})};
    object const told = only_data(data);
    array const& terms = json::array_at(told, "terms");
    ASSERT_EQ(terms.size(), 10U);
    std::vector<std::string> ends;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        EXPECT_EQ(json::whole_number_at(terms[i].get_object(), "number", 0), static_cast<std::int64_t>(i) + 1);
        ends.push_back(text_at(terms[i].get_object(), "text"));
    }
    EXPECT_THAT(ends[2], EndsWith("the applicant. Except through solicitors."));
    EXPECT_THAT(ends[5], EndsWith("the property. Or within 100 metres."));
    EXPECT_THAT(ends[8], EndsWith("the children. Except on Sundays."));
    EXPECT_THAT(ends[9], EndsWith("the school. Or its car park."));
    EXPECT_EQ(text_at(told, "school_named"), "Larkmoor Primary School");
    EXPECT_EQ(json::array_at(told, "children"),
              (array{object{{"name", "Isla Fellgate"}, {"birth_date", "2018-05-21"}}}));
}

TEST(CourtOrders, ChildrenOfTheCaseStayOutOfAnOrderThatIsNotAboutThem)
{
    object data = one_order();
    data["applicantChildDetails"] = array{element("C1", {{"fullName", "Isla Fellgate"}})};
    EXPECT_FALSE(only_data(data).contains("children"));
}

TEST(CourtOrders, B24_NoonIsNoonInEnglandWhateverTheSeasonAndMidnightIsAQuestion)
{
    struct Row {
        object fields;
        char const* ends;
    };
    auto const older = [](char const* day, value const& time) {
        return form({{"orderEndDateAndTimeOptions", nullptr},
                     {"orderSpecifiedDateTime", ""},
                     {"fl404bDateOrderEnd", day},
                     {"fl404bDateOrderEndTime", time}});
    };
    for (Row const& row :
         std::vector<Row>{{form({{"orderSpecifiedDateTime", "2027-02-19T12:00:00.000"}}), "2027-02-19T12:00:00.000Z"},
                          {form({{"orderSpecifiedDateTime", "2027-05-19T12:00"}}), "2027-05-19T11:00:00.000Z"},
                          {form({{"orderSpecifiedDateTime", "2027-05-19T12:00:00+01:00"}}), "2027-05-19T11:00:00.000Z"},
                          {older("2027-05-19", "12 noon"), "2027-05-19T11:00:00.000Z"},
                          {older("2027-05-19T00:00:00.000", "4.30 p.m."), "2027-05-19T15:30:00.000Z"},
                          {older("19 May 2027", "23:59"), "2027-05-19T22:59:00.000Z"},
                          {older("2027-05-19T12:00:00.000", nullptr), "2027-05-19T11:00:00.000Z"}})
        EXPECT_EQ(text_at(only_data(one_order(row.fields)), "ends_at"), row.ends);
    EXPECT_THAT(only_fault(one_order(older("2027-05-19", "midnight"))),
                AllOf(HasSubstr("/fl404bDateOrderEndTime is not one time of day"), Not(HasSubstr("2027"))));
    EXPECT_THAT(only_fault(one_order(older("2027-05-19T00:00:00.000", nullptr))), HasSubstr("no time of day"));
    EXPECT_THAT(only_fault(one_order(form({{"orderSpecifiedDateTime", "2027-05-19"}}))),
                HasSubstr("/orderSpecifiedDateTime gives no time of day"));
}

TEST(CourtOrders, B24_AnEndInTheHourThatComesTwiceIsTheEarlierAndOneThatNeverComesTheNextMoment)
{
    EXPECT_EQ(text_at(only_data(one_order(form({{"orderSpecifiedDateTime", "2026-10-25T01:30:00.000"}}))), "ends_at"),
              "2026-10-25T00:30:00.000Z");
    EXPECT_EQ(text_at(only_data(one_order(form({{"orderSpecifiedDateTime", "2027-03-28T01:30:00.000"}}))), "ends_at"),
              "2027-03-28T01:00:00.000Z");
}

TEST(CourtOrders, B24_AnOrderMayRunUntilItsHearingOrWithoutEnd)
{
    object const until = only_data(one_order(form({{"orderEndDateAndTimeOptions", "untilNextHearing"},
                                                   {"orderSpecifiedDateTime", nullptr},
                                                   {"fl404bDateOfNextHearing", "2026-12-03"},
                                                   {"fl404bTimeOfNextHearing", "10:30"}})));
    EXPECT_EQ(text_at(until, "end_kind"), "until_hearing");
    EXPECT_EQ(text_at(until, "return_hearing_at"), "2026-12-03T10:30:00.000Z");
    EXPECT_FALSE(until.contains("ends_at"));
    object const no_end = only_data(one_order(form({{"orderEndDateAndTimeOptions", "noEndDate"}})));
    EXPECT_EQ(text_at(no_end, "end_kind"), "no_end");
    EXPECT_FALSE(no_end.contains("ends_at"));
    EXPECT_THAT(only_fault(one_order(form({{"orderEndDateAndTimeOptions", "someDay"}}))),
                AllOf(HasSubstr("/orderEndDateAndTimeOptions"), Not(HasSubstr("someDay"))));
    EXPECT_THAT(only_fault(one_order(form({{"orderSpecifiedDateTime", nullptr}}))),
                HasSubstr("/orderSpecifiedDateTime is missing"));
}

TEST(CourtOrders, B25_ADateOfBirthThatNobodyKnowsIsLeftOutWhateverStandsThere)
{
    object data = one_order();
    data["respondentsFL401"].as_object()["isDateOfBirthKnown"] = "No";
    EXPECT_FALSE(only_data(data).contains("respondent_dob"));
    data["respondentsFL401"].as_object()["isDateOfBirthKnown"] = "Yes";
    EXPECT_TRUE(only_data(data).contains("respondent_dob"));
    data["respondentsFL401"].as_object().erase("dateOfBirth");
    EXPECT_FALSE(only_data(data).contains("respondent_dob"));
}

TEST(CourtOrders, B25_TheDateOfBirthOnTheOrderFillsAGapAndMustNotDiffer)
{
    object data = one_order(form({{"fl404bRespondentDob", "1989-02-27"}}));
    EXPECT_THAT(only_fault(data), AllOf(HasSubstr("/fl404bRespondentDob differs"), Not(HasSubstr("1989"))));
    data["respondentsFL401"].as_object().erase("dateOfBirth");
    EXPECT_EQ(text_at(only_data(data), "respondent_dob"), "1989-02-27");
}

TEST(CourtOrders, B25_SeveralRespondentsAreOneMessageEachThatTellsOfNoOther)
{
    object data =
        case_data({element("O1", order())},
                  {element("S1", statement({{"selectedPartyId", "R2"}, {"selectedPartyName", "Dewi Pike"}}))});
    data.erase("respondentsFL401");
    data["respondents"] = array{element("R1", {{"firstName", "Callum"}, {"lastName", "Raskelf"}}),
                                element("R2", {{"firstName", "Dewi"}, {"lastName", "Pike"}})};
    auto const rows = rows_of(data);
    ASSERT_THAT(rows, SizeIs(3));
    for (std::size_t i : {0U, 1U, 2U})
        ASSERT_TRUE(rows[i].told.data);
    EXPECT_EQ(text_at(*rows[0].told.data, "respondent_surname"), "Raskelf");
    EXPECT_EQ(text_at(*rows[1].told.data, "respondent_surname"), "Pike");
    EXPECT_EQ(rows[0].told.order_ref, rows[1].told.order_ref);
    EXPECT_NE(event_of(rows[0], kAddress).at("id"), event_of(rows[1], kAddress).at("id"));
    EXPECT_THAT(boost::json::serialize(*rows[0].told.data), Not(HasSubstr("Pike")));
    EXPECT_EQ(rows[2].told.type, "nmo.service-statement");
    EXPECT_EQ(text_at(*rows[2].told.data, "respondent_surname"), "Pike");
    object& served = data["stmtOfServiceForOrder"].as_array()[0].as_object()["value"].as_object();
    served["selectedPartyId"] = "R9";
    EXPECT_THAT(rows_of(data).at(2).told.data.error().detail, HasSubstr("/selectedPartyId"));
    for (auto const& [id, name] : {std::pair{"00000000-0000-0000-0000-000000000000", "Callum Raskelf, Dewi Pike"},
                                   {"All respondents", "All respondents"}}) {
        served["selectedPartyId"] = id;
        served["selectedPartyName"] = name;
        EXPECT_THAT(rows_of(data), SizeIs(4)) << "one statement each";
    }
}

TEST(CourtOrders, B26_AConfidentialAddressStandsInItsOwnFieldOnly)
{
    object const told = only_data(one_order());
    for (auto const& member : told)
        if (member.key() != "applicant_address") {
            EXPECT_THAT(boost::json::serialize(member.value()), Not(HasSubstr("Larkmoor Terrace"))) << member.key();
            EXPECT_THAT(boost::json::serialize(member.value()), Not(HasSubstr("07700"))) << member.key();
            EXPECT_THAT(boost::json::serialize(member.value()), Not(HasSubstr("example.org"))) << member.key();
        }
    object kept_apart = one_order();
    object& applicant = kept_apart["applicantsFL401"].as_object();
    kept_apart["applicantsConfidentialDetails"] = array{element("K1", {{"address", applicant.at("address")}})};
    applicant.erase("address");
    EXPECT_EQ(text_at(only_data(kept_apart), "applicant_address"), "9 Larkmoor Terrace, Nunstead, YO98 2QT");
    applicant["isAddressConfidential"] = nullptr;
    kept_apart["orderCollection"] =
        array{element("O1", order(form({{"fl404bAddressOfProperty", "9 Larkmoor Terrace"}})))};
    EXPECT_THAT(only_fault(kept_apart), HasSubstr("is confidential")) << "or the court would not keep it apart";
}

TEST(CourtOrders, B26_AConfidentialAddressInATextOrAsThePropertySpoilsTheRowAndIsNotRepeated)
{
    for (object const& more : {object{{"fl404bAddressOfProperty", "9, LARKMOOR TERRACE, Nunstead"}},
                               object{{"fl404bAddMoreDetailsTelephone", "Nor write to YO982QT."},
                                      {"fl404bRespondentNotToTelephone", array{"ticked"}}}}) {
        EXPECT_THAT(only_fault(one_order(form(more))), AllOf(HasSubstr("is confidential and stands in the text"),
                                                             Not(HasSubstr("LARKMOOR")), Not(HasSubstr("YO98"))));
        object open = one_order(form(more));
        open["applicantsFL401"].as_object()["isAddressConfidential"] = "No";
        open["applicantsFL401"].as_object()["liveInRefuge"] = "Yes";
        EXPECT_THAT(only_fault(open), HasSubstr("is confidential")) << "a refuge's address always is";
        open["applicantsFL401"].as_object()["liveInRefuge"] = "No";
        EXPECT_TRUE(only_data(open).contains("terms")) << "her home may be the property, if she says so";
    }
}

TEST(CourtOrders, B22_AnUnsealedCopySaysThatItIs)
{
    object unsealed = order();
    unsealed["doesOrderDocumentNeedSeal"] = "Yes";
    EXPECT_EQ(only_data(case_data({element("O1", unsealed)})).at("sealed"), false);
    unsealed["doesOrderDocumentNeedSeal"] = "No";
    EXPECT_EQ(only_data(case_data({element("O1", unsealed)})).at("sealed"), true);
}

TEST(CourtOrders, B22_AVariationHasTheTermsBeforeAndAfterAndItsOwnReference)
{
    object fields = form({{"fl404bRespondentNotToTelephone", array{"ticked"}}});
    auto const rows =
        rows_of(case_data({element("V1", change("varied", fields, "25 Nov 2026")), element("O1", order())}));
    ASSERT_THAT(rows, SizeIs(2));
    ASSERT_EQ(rows[1].told.type, "nmo.varied") << rows[1].told.data.error().detail;
    object const& varied = *rows[1].told.data;
    EXPECT_EQ(text_at(varied, "order_ref"), "O1");
    EXPECT_EQ(text_at(varied, "new_order_ref"), "V1");
    EXPECT_EQ(text_at(varied, "change_kind"), "varied");
    EXPECT_EQ(text_at(varied, "made_at"), "2026-11-19T00:00:00.000Z");
    EXPECT_EQ(text_at(varied, "varied_at"), "2026-11-25T00:00:00.000Z");
    EXPECT_EQ(json::array_at(varied, "terms_before"), json::array_at(*rows[0].told.data, "terms"));
    EXPECT_EQ(json::array_at(varied, "terms").size(), 2U);
    EXPECT_EQ(varied.at("service_needed"), true) << "unless the court says not";
}

TEST(CourtOrders, B22_AStatementBeforeAVariationIsAboutTheOrderAsItWasServed)
{
    object const varied = change("varied", form({{"fl404bRespondentNotToTelephone", array{"ticked"}}}), "25 Nov 2026");
    auto const rows = rows_of(case_data(
        {element("O1", order()), element("V1", varied)},
        {element("S1", statement()), element("S2", statement({{"servedDateTimeOption", "2026-11-26T09:00:00.000"}}))}));
    ASSERT_THAT(rows, SizeIs(4));
    EXPECT_EQ(text_at(*rows[2].told.data, "order_ref"), "O1");
    EXPECT_EQ(text_at(*rows[3].told.data, "order_ref"), "V1");
    EXPECT_EQ(text_at(*rows[3].told.data, "made_at"), "2026-11-19T00:00:00.000Z");
}

TEST(CourtOrders, B22_OfTwoOrdersInOneCaseAStatementMustSayWhichWasServed)
{
    object data =
        case_data({element("O1", order()), element("O2", order(form(), "20 Nov 2026"))}, {element("S1", statement())});
    EXPECT_THAT(rows_of(data).at(2).told.data.error().detail,
                HasSubstr("/policeNotice/order is missing, and the case has more than one order"));
    object& notice =
        data["stmtOfServiceForOrder"].as_array()[0].as_object()["value"].as_object()["policeNotice"].as_object();
    notice["order"] = "O2";
    EXPECT_EQ(text_at(*rows_of(data).at(2).told.data, "order_ref"), "O2");
    notice["order"] = "O9";
    EXPECT_THAT(rows_of(data).at(2).told.data.error().detail, HasSubstr("/policeNotice/order is no order of the case"));
}

TEST(CourtOrders, ABadStatementSpoilsOnlyItself)
{
    auto const rows = rows_of(case_data(
        {element("O1", order())}, {element("S1", statement({{"policeNotice", nullptr}})), element("S2", statement())}));
    ASSERT_THAT(rows, SizeIs(3));
    EXPECT_FALSE(rows[1].told.data);
    EXPECT_TRUE(rows[2].told.data);
}

TEST(CourtOrders, B23_ServiceOfAnotherKindOfOrderIsNotTakenForServiceOfThisOne)
{
    for (char const* const label : {"Blank order or directions (C21)", "Occupation order (FL404)"}) {
        object other = order(form(), "20 Nov 2026");
        other["orderTypeId"] = label;
        auto const rows =
            rows_of(case_data({element("O1", order()), element("X1", other)}, {element("S1", statement())}));
        ASSERT_THAT(rows, SizeIs(3));
        EXPECT_FALSE(rows[2].told.data) << label;
    }
}

TEST(CourtOrders, B24_AnExtensionOfTheSameDayKnowsWhenTheOrderWouldHaveEnded)
{
    object const first = order(form({{"orderSpecifiedDateTime", "2026-11-25T12:00:00.000"}}));
    auto const rows = rows_of(case_data(
        {element("O1", first), element("E1", change("extended", form(), "2026-11-25T10:45:00")),
         element("E2", change("extended", form({{"orderSpecifiedDateTime", "2028-01-01T12:00:00"}}), "2027-05-19"))}));
    ASSERT_THAT(rows, SizeIs(3));
    ASSERT_TRUE(rows[1].told.data) << rows[1].told.data.error().detail;
    EXPECT_EQ(rows[1].told.type, "nmo.extended");
    EXPECT_EQ(text_at(*rows[1].told.data, "extended_at"), "2026-11-25T10:45:00.000Z");
    EXPECT_EQ(text_at(*rows[1].told.data, "previous_ends_at"), "2026-11-25T12:00:00.000Z");
    EXPECT_EQ(text_at(*rows[1].told.data, "ends_at"), "2027-05-19T11:00:00.000Z");
    EXPECT_EQ(text_at(*rows[2].told.data, "previous_ends_at"), "2027-05-19T11:00:00.000Z");
}

TEST(CourtOrders, ADischargeTakesEffectWhenItWasRecordedIfThatWasTheSameDay)
{
    object discharge = change("not_continued", {}, "25 Nov 2026");
    discharge["dateCreated"] = "2026-11-25T15:10:00.000000";
    auto rows = rows_of(case_data({element("O1", order()), element("D1", discharge)}));
    ASSERT_THAT(rows, SizeIs(2));
    ASSERT_TRUE(rows[1].told.data) << rows[1].told.data.error().detail;
    EXPECT_EQ(rows[1].told.type, "nmo.discharged");
    EXPECT_EQ(text_at(*rows[1].told.data, "discharged_at"), "2026-11-25T15:10:00.000Z");
    EXPECT_EQ(text_at(*rows[1].told.data, "outcome"), "not_continued");
    EXPECT_EQ(text_at(*rows[1].told.data, "discharge_ref"), "D1");
    discharge["dateCreated"] = "2026-11-27T09:00:00.000000";
    rows = rows_of(case_data({element("O1", order()), element("D1", discharge)}));
    EXPECT_EQ(text_at(*rows[1].told.data, "discharged_at"), "2026-11-25T00:00:00.000Z");
}

TEST(CourtOrders, B23_WhoServedAndHowIsAskedForAndNeverGuessed)
{
    object const data = case_data({element("O1", order())}, {element("S1", statement())});
    object const told = *rows_of(data).at(1).told.data;
    EXPECT_EQ(text_at(told, "service_kind"), "served");
    EXPECT_EQ(text_at(told, "service_method"), "personal");
    EXPECT_EQ(text_at(told, "served_at"), "2026-11-20T08:15:00.000Z");
    EXPECT_EQ(text_at(told, "served_by"), "Tamsin Ellerby");
    EXPECT_EQ(text_at(told, "served_by_kind"), "process_server");
    for (auto const& [field, said] :
         {std::pair{"servedBy", "Tamsin"}, {"servedByKind", "process"}, {"serviceMethod", "personal"}}) {
        object lacking = statement();
        lacking["policeNotice"].as_object().erase(field);
        EXPECT_THAT(
            rows_of(case_data({element("O1", order())}, {element("S1", lacking)})).at(1).told.data.error().detail,
            AllOf(HasSubstr(field), HasSubstr("is missing"), Not(HasSubstr(said))));
    }
    EXPECT_THAT(rows_of(case_data({element("O1", order())},
                                  {element("S1", statement({{"servedDateTimeOption", nullptr},
                                                            {"partiesServedDateTime", "20 Nov 2026"}}))}))
                    .at(1)
                    .told.data.error()
                    .detail,
                HasSubstr("/partiesServedDateTime gives no time of day"));
}

TEST(CourtOrders, WhatTheRegisterMakesOfItIsACrimeOnlyOnceServed)
{
    auto const rows = rows_of(case_data({element("O1", order())}, {element("S1", statement())}));
    std::vector<orders::Change> changes;
    for (auto const& [row, name] : {std::pair{0U, "made"}, {1U, "served"}}) {
        auto const told = orders::change_of(name, *rows.at(row).told.data, Sequence{row}, Moment{});
        ASSERT_TRUE(told) << one_line(told.error());
        changes.push_back(*told);
    }
    auto const at = [&](char const* when) { return orders::standing_at(changes, *parse_rfc3339(when)); };
    EXPECT_TRUE(at("2026-11-20T08:14:00Z").in_force);
    EXPECT_FALSE(at("2026-11-20T08:14:00Z").enforceable);
    EXPECT_TRUE(at("2026-11-20T08:15:00Z").enforceable);
    EXPECT_TRUE(at("2027-05-19T10:59:00Z").enforceable);
    EXPECT_FALSE(at("2027-05-19T11:00:00Z").enforceable) << "noon in England";
}

TEST(CourtOrders, ALetterOForZeroInTheCaseNumberIsToldAndNotRepeated)
{
    object data = one_order();
    data["familymanCaseNumber"] = "YO26FO0417";
    auto const rows = rows_of(data);
    ASSERT_THAT(rows, SizeIs(1));
    EXPECT_THAT(rows[0].told.data.error().detail,
                AllOf(HasSubstr("/familymanCaseNumber has a letter O where a zero belongs"), Not(HasSubstr("YO26"))));
    EXPECT_EQ(rows[0].case_number, "");
}

TEST(CourtOrders, ABadOrderSpoilsOnlyItself)
{
    auto const rows = rows_of(case_data(
        {element("O1", order(form({{"fl404bIsNoticeGiven", "Perhaps"}}))), element("O2", order(form(), "20 Nov 2026"))},
        {element("S1", statement())}));
    ASSERT_THAT(rows, SizeIs(3));
    EXPECT_THAT(rows[0].told.data.error().detail,
                AllOf(HasSubstr("line 1"), HasSubstr("/orderCollection/0/value/fl404CustomFields/fl404bIsNoticeGiven"),
                      Not(HasSubstr("Perhaps"))));
    EXPECT_TRUE(rows[1].told.data);
    EXPECT_THAT(rows[2].told.data.error().detail, HasSubstr("more than one order"))
        << "it may be the bad one that was served: then a breach of the other is no crime";
    object of_the_bad_one = statement();
    of_the_bad_one["policeNotice"].as_object()["order"] = "O1";
    auto const named = rows_of(
        case_data({element("O1", order(form({{"fl404bIsNoticeGiven", "Perhaps"}})))}, {element("S1", of_the_bad_one)}));
    EXPECT_THAT(named.at(1).told.data.error().detail, HasSubstr("is no order of the case that can be read"));
}

TEST(CourtOrders, WhatIsNoOrderForPoliceIsSkippedAndWhatIsNotTranslatedSaysSo)
{
    object other = order();
    other["orderTypeId"] = "Blank order or directions (C21)";
    auto const skipped = rows_of(case_data({element("O1", other)}));
    ASSERT_THAT(skipped, SizeIs(1));
    EXPECT_TRUE(skipped[0].told.skipped());
    for (char const* const label : {"Occupation order (FL404)", "Power of arrest (FL406)", "Blank order (FL404B)",
                                    "General form of undertaking (N117)"}) {
        other["orderTypeId"] = label;
        EXPECT_THAT(only_fault(case_data({element("O1", other)})), HasSubstr("micklegate send")) << label;
    }
}

TEST(CourtOrders, ACaseThatLacksWhatEveryMessageNeedsIsOneFault)
{
    for (char const* const field : {"familymanCaseNumber", "courtName", "applicantsFL401", "respondentsFL401"}) {
        object data = case_data({element("O1", order()), element("O2", order())});
        data.erase(field);
        EXPECT_THAT(only_fault(data), HasSubstr("/" + std::string{field} + " is missing"));
    }
    object data = one_order();
    data.erase("applicantsFL401");
    data["applicants"] = array{element("A1", {{"firstName", "A"}, {"lastName", "B"}}),
                               element("A2", {{"firstName", "C"}, {"lastName", "D"}})};
    EXPECT_THAT(only_fault(data), HasSubstr("/applicants names several people"));
}

TEST(CourtOrders, TheSameThingToldAgainIsTheSameMessageAndWhatWasPutRightIsAnother)
{
    object with_service = case_data({element("O1", order())}, {element("S1", statement())});
    with_service["lastModified"] = "2026-11-21T00:00:00";
    std::string const first = text_at(event_of(rows_of(one_order()).at(0), kAddress), "id");
    EXPECT_EQ(text_at(event_of(rows_of(with_service).at(0), kAddress), "id"), first);
    EXPECT_THAT(first, testing::StartsWith("ccd/"));
    Address const elsewhere{kAddress.from, AgencyId{"police.cleveland"}};
    EXPECT_NE(text_at(event_of(rows_of(one_order()).at(0), elsewhere), "id"), first) << "she may have moved";
    object const corrected = one_order(form({{"orderSpecifiedDateTime", "2027-05-20T12:00:00.000"}}));
    EXPECT_NE(text_at(event_of(rows_of(corrected).at(0), kAddress), "id"), first);
}

TEST(CourtOrders, AFileIsOneCaseAnArrayASearchResultOrLines)
{
    std::string const one = boost::json::serialize(object{{"case_data", one_order()}});
    for (std::string const& text :
         {one + "\n" + one, "[" + one + ",\n" + one + "]", R"({"total":2,"cases":[)" + one + "," + one + "]}"})
        EXPECT_THAT(*read_orders(text), SizeIs(2));
    EXPECT_THAT(*read_orders(R"({"data":)" + boost::json::serialize(one_order()) + "}"), SizeIs(1));
    EXPECT_THAT(*read_orders("\n"), IsEmpty());
    EXPECT_FALSE(read_orders("[" + one));
    auto const broken = read_orders(one + "\n{\"case_data\":\n" + one);
    ASSERT_TRUE(broken);
    ASSERT_THAT(*broken, SizeIs(3));
    EXPECT_THAT((*broken)[1].told.data.error().detail,
                HasSubstr("line 2 of the file, the text is not one JSON object"));
}

TEST(CourtOrders, SamplesHoldEachOddity)
{
    auto const rows = read_orders(sample("orders.ndjson"));
    ASSERT_TRUE(rows);
    std::vector<std::string> types;
    for (OrderRow const& row : *rows)
        types.push_back(row.told.data ? (row.told.skipped() ? "skipped" : row.told.type) : "refused");
    EXPECT_THAT(types,
                ElementsAre("nmo.order", "nmo.order", "nmo.order", "skipped", "nmo.service-statement", "nmo.order",
                            "nmo.varied", "nmo.extended", "nmo.discharged", "nmo.order", "refused", "refused"));
    auto const served = read_orders(sample("served.ndjson"));
    ASSERT_TRUE(served);
    ASSERT_THAT(*served, SizeIs(2));
    EXPECT_EQ(event_of(served->front(), kAddress), event_of(rows->front(), kAddress));
    EXPECT_EQ((*served)[1].told.type, "nmo.service-statement");
}

TEST(CourtTimes, ATimeOfDayIsReadInTheWordsThatPeopleUse)
{
    using std::chrono::minutes;
    for (auto const& [text, expected] : {std::pair{"12:00", 720},
                                         {"12 noon", 720},
                                         {"Midday", 720},
                                         {"12.00pm", 720},
                                         {"12:00 am", 0},
                                         {"00:00", 0},
                                         {"4 pm", 960},
                                         {"4.30 p.m.", 990},
                                         {"10:30:00", 630},
                                         {"23:59", 1439}})
        EXPECT_EQ(time_of_day(text), minutes{expected}) << text;
    for (char const* const text :
         {"", "midnight", "12 midnight", "12", "24:00", "13 pm", "0 am", "10:60", "noonish", "1:2"})
        EXPECT_FALSE(time_of_day(text)) << text;
}

TEST(CourtTimes, ADateIsReadAsCaseListsPrintIt)
{
    using namespace std::chrono;
    EXPECT_EQ(court_date("19 Nov 2026"), year{2026} / 11 / 19);
    EXPECT_EQ(court_date("1 September 2026"), year{2026} / 9 / 1);
    EXPECT_EQ(court_date("2026-02-28"), year{2026} / 2 / 28);
    for (char const* const text : {"", "31 Feb 2026", "19/11/2026", "Nov 2026", "19 Nov 26", "tomorrow"})
        EXPECT_FALSE(court_date(text)) << text;
}

}  // namespace
}  // namespace micklegate::courts
