// A decision of the duty desk, sent wrong: what is said about it, and that nothing of it is kept.
#include "tests/unit/api/services_fixture.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace micklegate::api {
namespace {

using boost::json::object;
using receive::HttpRequest;
using receive::HttpResponse;

class HeldDecision : public ServicesTest {
protected:
    static object decision()
    {
        return {{"by", object{{"name", "Ada Lythe"}, {"role", "duty officer"}}}, {"reason", "It says too much."}};
    }
    static object with(object body, char const* name, boost::json::value value)
    {
        body[name] = std::move(value);
        return body;
    }
    static object without(object body, char const* name)
    {
        body.erase(name);
        return body;
    }
    HttpResponse answer(Answer (*resource)(HttpRequest&, Services const&), object const& body,
                        std::string type = "application/json")
    {
        HttpRequest asked = request_of_school(std::move(type), boost::json::serialize(body));
        asked.peer = road.desk();
        return answer_to(resource, std::move(asked), services);
    }
    /// The pointer of the fault, or the whole answer where it names none.
    std::string fault(Answer (*resource)(HttpRequest&, Services const&), object const& body)
    {
        clock.advance(std::chrono::seconds{1});  // a wrong decision costs of the budget, too
        HttpResponse const told = answer(resource, body);
        EXPECT_EQ(told.status, 422U) << told.body;
        object const problem = boost::json::parse(told.body).as_object();
        auto const* const errors = problem.if_contains("errors");
        return errors == nullptr ? told.body : std::string{errors->at(0).at("pointer").as_string()};
    }
};

TEST_F(HeldDecision, NamesWhatIsWrong)
{
    object const letter{{"body", object{}}, {"salt", "AAECAwQFBgcICQoLDA0ODw=="}};
    object const release = with(decision(), "content", letter);
    EXPECT_EQ(fault(held_return, without(decision(), "by")), "/by");
    EXPECT_EQ(fault(held_return, without(decision(), "reason")), "/reason");
    EXPECT_EQ(fault(held_return, with(decision(), "reason", " ")), "/reason");
    EXPECT_EQ(fault(held_return, with(decision(), "reason", "a\u001bb")), "/reason");
    EXPECT_EQ(fault(held_return, with(decision(), "reason", boost::json::string(1001, 'x'))), "/reason");
    EXPECT_EQ(fault(held_return, with(decision(), "code", "not_on_roll")), "/code");
    EXPECT_EQ(fault(held_return, with(decision(), "to", "school.901233")), "/to") << "a return goes to the sender";
    EXPECT_EQ(fault(held_release, decision()), "/content");
    EXPECT_EQ(fault(held_release, with(release, "to", "No Agency")), "/to");
    EXPECT_EQ(fault(held_release, with(release, "code", "duplicate")), "/code");
    EXPECT_EQ(answer(held_return, with(decision(), "reason", boost::json::string(1000, 'x'))).status, 404U);
    EXPECT_EQ(answer(held_release, release).status, 404U) << "sound, but there is no such message";
    EXPECT_EQ(answer(held_return, decision(), "text/plain").status, 415U);
    EXPECT_TRUE(journal.records.empty());
}

TEST_F(HeldDecision, ToAnyoneButTheDeskThereIsNoQueue)
{
    for (auto* const resource : {held_list, held_release, held_return}) {
        HttpResponse const told =
            answer_to(resource, request_of_school("application/json", boost::json::serialize(decision())), services);
        EXPECT_EQ(told.status, 404U) << told.body;
        EXPECT_NE(told.body.find("duty desk"), std::string::npos) << told.body;
    }
}

TEST_F(HeldDecision, EachCountsLikeAMessage)
{
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(answer(held_return, decision()).status, 404U);
    EXPECT_EQ(answer(held_return, decision()).status, 429U);
}

}  // namespace
}  // namespace micklegate::api
