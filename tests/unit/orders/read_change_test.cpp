// Changes as the message types' own fields tell them.
#include "gateway/orders/read_change.hpp"

#include "tests/unit/orders/script.hpp"

#include <boost/json/parse.hpp>

#include <fstream>
#include <iterator>

namespace micklegate::orders {
namespace {

using boost::json::object;
using test::at;
using testing::ElementsAre;

constexpr std::string_view kRead = "2026-11-21 12:00";

object example(std::string const& type, std::size_t n = 0)
{
    std::ifstream file{MICKLEGATE_SOURCE_DIR "/policies/messages/" + type + ".json"};
    std::string const text{std::istreambuf_iterator<char>{file}, {}};
    return boost::json::parse(text).at("examples").at(n).as_object();
}

Result<Change> read(std::string_view change, object const& fields) { return change_of(change, fields, 7, at(kRead)); }

template <class Which>
Which read_as(std::string_view change, object const& fields)
{
    Result<Change> const read_change = read(change, fields);
    EXPECT_TRUE(read_change) << one_line(read_change.error());
    return read_change ? std::get<Which>(read_change->what) : Which{};
}

void expect_fault(std::string_view change, object const& fields, std::string const& pointer)
{
    Result<Change> const faulty = read(change, fields);
    ASSERT_FALSE(faulty) << pointer;
    EXPECT_EQ(faulty.error().code, ProblemCode::kIntegrity);
    ASSERT_EQ(faulty.error().errors.size(), 1U) << pointer;
    EXPECT_EQ(faulty.error().errors.front().pointer, pointer);
    EXPECT_EQ(faulty.error().errors.front().detail == "is not among what was released",
              !fields.contains(pointer.substr(1)));
}

TEST(ReadChange, KnowsWhatHappenedWhenAndToWhichOrder)
{
    Change const made = read("made", example("nmo.order")).value();
    EXPECT_EQ(made.at, at("2026-11-19 11:40"));
    EXPECT_EQ(made.recorded, at(kRead));
    EXPECT_EQ(made.entry, 7U);
    EXPECT_EQ(made.reference, "NMO-2026-0417");
    EXPECT_TRUE(made.sealed);
    EXPECT_EQ(made.respondent, (Respondent{"damon", "askrigg", "1988-09-02"}));
    EXPECT_EQ(read("varied", example("nmo.varied"))->at, at("2026-11-20 10:30"));
    EXPECT_EQ(read("extended", example("nmo.extended"))->at, at("2026-11-19 10:45"));
    EXPECT_EQ(read("discharged", example("nmo.discharged"))->at, at("2026-11-20 11:00"));
    EXPECT_EQ(read("served", example("nmo.service-statement"))->at, at("2026-11-20 08:15"));
    EXPECT_EQ(read("service_failed", example("nmo.service-failed"))->at, at("2026-11-20 09:00"));
    EXPECT_EQ(read("undertaking", example("nmo.undertaking"))->at, at("2026-11-20 11:00"));
}

TEST(ReadChange, ReadsAnOrder)
{
    Made const made = read_as<Made>("made", example("nmo.order"));
    EXPECT_EQ(made.kind, Kind::kNonMolestation);
    EXPECT_EQ(made.ending.by, Ending::By::kSpecified);
    EXPECT_EQ(made.ending.at, at("2027-05-19 12:00+01:00"));
    EXPECT_EQ(made.hearing, at("2026-12-03 10:30"));
    EXPECT_EQ(made.power_of_arrest_until, at("2027-02-19 12:00"));
    EXPECT_EQ(made.permitted_contact, "Through solicitors only.");
    ASSERT_EQ(made.terms.size(), 4U);
    EXPECT_EQ(made.terms[3], (Term{4, "Must not go to, enter or come within 100 metres of the school."}));
    Made const endless = read_as<Made>("made", example("nmo.order", 1));
    EXPECT_EQ(endless.ending.by, Ending::By::kNoEnd);
    EXPECT_EQ(endless.ending.at, std::nullopt);
    for (auto const& [word, kind] : {std::pair{"occupation", Kind::kOccupation},
                                     {"undertaking", Kind::kUndertaking},
                                     {"outside_england_and_wales", Kind::kOutsideEnglandAndWales}}) {
        object fields = example("nmo.order");
        fields["order_type"] = word;
        EXPECT_EQ(read_as<Made>("made", fields).kind, kind);
    }
}

TEST(ReadChange, ReadsWhatTheCourtDidSince)
{
    Varied const varied = read_as<Varied>("varied", example("nmo.varied"));
    EXPECT_EQ(varied.as, Varied::As::kVaried);
    EXPECT_EQ(varied.new_reference, "NMO-2026-0417-V");
    EXPECT_EQ(varied.ending->at, at("2027-05-12 12:00+01:00"));
    EXPECT_EQ(varied.hearing, at("2026-12-18 10:00"));
    EXPECT_EQ(varied.terms.size(), 3U);
    EXPECT_EQ(varied.permitted_contact, "Through solicitors, and at handover of the child.");
    EXPECT_TRUE(varied.service_needed);
    EXPECT_EQ(read_as<Varied>("varied", example("nmo.varied", 1)).as, Varied::As::kSlipRule);

    Extended const extended = read_as<Extended>("extended", example("nmo.extended"));
    EXPECT_EQ(extended.ending.at, at("2027-05-19 12:00+01:00"));
    EXPECT_EQ(extended.hearing, at("2027-05-12 10:30+01:00"));
    EXPECT_EQ(read_as<Extended>("extended", example("nmo.extended", 1)).ending.by, Ending::By::kUntilHearing);

    EXPECT_EQ(read_as<Discharged>("discharged", example("nmo.discharged")).as, Discharged::As::kNotContinued);

    Undertaking const undertaking = read_as<Undertaking>("undertaking", example("nmo.undertaking"));
    EXPECT_EQ(undertaking.replaces, "NMO-2026-0417");
    EXPECT_EQ(undertaking.ends, at("2027-05-20 12:00+01:00"));
    EXPECT_EQ(undertaking.terms.size(), 2U);
    EXPECT_EQ(read("undertaking", example("nmo.undertaking"))->reference, "UND-2026-0061");
    EXPECT_EQ(read_as<Undertaking>("undertaking", example("nmo.undertaking", 1)).replaces, "");
}

TEST(ReadChange, AVariationThatIsSilentOnTheEndLeavesIt)
{
    object fields = example("nmo.varied");
    fields.erase("end_kind");
    EXPECT_EQ(read_as<Varied>("varied", fields).ending->at, at("2027-05-12 12:00+01:00")) << "a date is an end";
    fields.erase("ends_at");
    EXPECT_FALSE(read_as<Varied>("varied", fields).ending);
}

TEST(ReadChange, ReadsHowTheRespondentCameToKnow)
{
    Told const served = read_as<Told>("served", example("nmo.service-statement"));
    EXPECT_EQ(served.way, Told::Way::kServed);
    EXPECT_EQ(served.method, Told::Method::kInPerson);
    EXPECT_FALSE(served.by_applicant);
    EXPECT_FALSE(served.directed);
    EXPECT_FALSE(served.terms);
    Told const told = read_as<Told>("served", example("nmo.service-statement", 1));
    EXPECT_EQ(told.way, Told::Way::kTold);
    EXPECT_EQ(told.method, Told::Method::kInCourt);
    EXPECT_THAT(*told.terms, ElementsAre("1"));
    Told const directed = read_as<Told>("served", example("nmo.service-statement", 2));
    EXPECT_EQ(directed.method, Told::Method::kAsDirected);
    EXPECT_TRUE(directed.directed);
    object by_applicant = example("nmo.service-statement");
    by_applicant["served_by_kind"] = "applicant";
    EXPECT_TRUE(read_as<Told>("served", by_applicant).by_applicant);
    EXPECT_EQ(read_as<ServiceFailed>("service_failed", example("nmo.service-failed")).because,
              ServiceFailed::Because::kEvading);
}

TEST(ReadChange, NamesTheFieldThatWasWithheldThoughTheAnswerTurnsOnIt)
{
    std::vector<std::tuple<std::string_view, std::string, std::vector<std::string>>> const needed{
        {"made", "nmo.order", {"order_ref", "made_at", "order_type", "end_kind", "terms"}},
        {"varied", "nmo.varied", {"order_ref", "varied_at", "change_kind", "terms"}},
        {"extended", "nmo.extended", {"order_ref", "extended_at", "end_kind"}},
        {"discharged", "nmo.discharged", {"order_ref", "discharged_at"}},
        {"undertaking", "nmo.undertaking", {"undertaking_ref", "given_at", "terms"}},
        {"service_failed", "nmo.service-failed", {"order_ref", "reported_at"}},
        {"served",
         "nmo.service-statement",
         {"order_ref", "served_at", "service_kind", "service_method", "served_by_kind"}},
    };
    for (auto const& [change, type, fields] : needed) {
        object only;
        for (std::string const& field : fields) {
            object without = example(type);
            only[field] = without.at(field);
            without.erase(field);
            expect_fault(change, without, "/" + field);
        }
        EXPECT_TRUE(read(change, only)) << change << ": nothing else is needed";
    }
}

TEST(ReadChange, NeverQuotesWhatItCannotRead)
{
    object fields = example("nmo.order");
    fields["made_at"] = "Carys Thornbeck";
    expect_fault("made", fields, "/made_at");
    EXPECT_EQ(one_line(read("made", fields).error()).find("Carys"), std::string::npos);
    fields = example("nmo.order");
    fields["ends_at"] = 5;
    expect_fault("made", fields, "/ends_at");
    fields = example("nmo.order");
    fields["order_type"] = "marriage";
    expect_fault("made", fields, "/order_type");
    fields = example("nmo.order");
    fields["terms"] = {"Must not threaten."};
    expect_fault("made", fields, "/terms");
    fields["terms"] = "Must not threaten.";
    expect_fault("made", fields, "/terms");
    EXPECT_EQ(read("burnt", example("nmo.order")).error().code, ProblemCode::kIntegrity);
}

TEST(ReadChange, B22_AnUnsealedCopyIsKnownAsOne)
{
    object fields = example("nmo.order");
    fields["sealed"] = false;
    EXPECT_FALSE(read("made", fields)->sealed);
    fields.erase("sealed");
    EXPECT_TRUE(read("made", fields)->sealed) << "withheld: the agreement made sure";
}

TEST(ReadChange, AWholeOrderIsReadFromItsMessages)
{
    test::Script script;
    script.changes = {*read("served", example("nmo.service-statement")), *read("made", example("nmo.order"))};
    test::expect(script, {{"2026-11-19 11:39", "none"},
                          {"2026-11-19 11:40", "in force"},
                          {"2026-11-20 08:15", "in force, known, crime, power of arrest"},
                          {"2027-05-19 11:00", "not in force, known"}});
    EXPECT_EQ(test::why(script, "2026-11-20 09:00").find("Askrigg"), std::string::npos);
}

}  // namespace
}  // namespace micklegate::orders
