// What an agency that has used up a budget is told, and that it is told before work is done for it.
#include "tests/unit/api/services_fixture.hpp"

namespace micklegate::api {
namespace {

using receive::HttpRequest;
using receive::HttpResponse;

class OverBudget : public ServicesTest {
protected:
    HttpResponse answer_to(Answer (*resource)(HttpRequest&, Services const&), HttpRequest const& request)
    {
        return api::answer_to(resource, request, services);
    }
};

TEST_F(OverBudget, OfRefusalsNothingOfTheBodyIsRead)
{
    HttpRequest const malformed = request_of_school("application/cloudevents+json", "{");
    EXPECT_EQ(answer_to(submit, malformed).status, 400U);
    refusals.charge(malformed.peer, 11, clock.now());

    HttpResponse const answer = answer_to(submit, malformed);

    EXPECT_EQ(answer.status, 429U) << answer.body;
    EXPECT_NE(answer.body.find("refused"), std::string::npos) << answer.body;
}

TEST_F(OverBudget, ReceiptsCountLikeMessages)
{
    HttpRequest const receipt =
        request_of_school("application/json", R"({"state":"opened","by":{"name":"Ada Lythe","role":"lead"}})");
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(answer_to(inbox_receipt, receipt).status, 404U);

    EXPECT_EQ(answer_to(inbox_receipt, receipt).status, 429U);
    clock.advance(std::chrono::seconds{1});
    EXPECT_EQ(answer_to(inbox_receipt, receipt).status, 404U);
}

TEST_F(OverBudget, FetchesCountLikeMessages)
{
    HttpRequest const fetch = request_of_school("", "");
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(answer_to(inbox_fetch, fetch).status, 404U);

    EXPECT_EQ(answer_to(inbox_fetch, fetch).status, 429U);
    clock.advance(std::chrono::seconds{1});
    EXPECT_EQ(answer_to(inbox_fetch, fetch).status, 404U);
}

}  // namespace
}  // namespace micklegate::api
