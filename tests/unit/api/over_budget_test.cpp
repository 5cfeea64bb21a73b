// What an agency that has used up a budget is told, and that it is told before work is done for it.
#include "gateway/api/handlers.hpp"
#include "tests/unit/api/services_fixture.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace micklegate::api {
namespace {

using receive::HttpRequest;
using receive::HttpResponse;

class OverBudget : public ServicesTest {
protected:
    HttpResponse answer_to(Answer (*resource)(HttpRequest&, Services const&), HttpRequest request)
    {
        HttpResponse answer;
        boost::asio::io_context context;
        auto const told = [&](std::exception_ptr failure, HttpResponse response) {
            EXPECT_FALSE(failure);
            answer = std::move(response);
        };
        boost::asio::co_spawn(context, resource(request, services), told);
        context.run();
        return answer;
    }

    HttpRequest request(std::string content_type, std::string body) const
    {
        HttpRequest made;
        made.method = "POST";
        made.content_type = std::move(content_type);
        made.body = std::move(body);
        made.parameters.emplace("id", "0194a1b2-0000-7000-8000-000000000000");
        made.peer = AgencyId{"school.901233"};
        return made;
    }
};

TEST_F(OverBudget, OfRefusalsNothingOfTheBodyIsRead)
{
    HttpRequest const malformed = request("application/cloudevents+json", "{");
    EXPECT_EQ(answer_to(submit, malformed).status, 400U);
    refusals.charge(malformed.peer, 11, clock.now());

    HttpResponse const answer = answer_to(submit, malformed);

    EXPECT_EQ(answer.status, 429U) << answer.body;
    EXPECT_NE(answer.body.find("refused"), std::string::npos) << answer.body;
}

TEST_F(OverBudget, ReceiptsCountLikeMessages)
{
    HttpRequest const receipt =
        request("application/json", R"({"state":"opened","by":{"name":"Ada Lythe","role":"lead"}})");
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(answer_to(inbox_receipt, receipt).status, 404U);

    EXPECT_EQ(answer_to(inbox_receipt, receipt).status, 429U);
    clock.advance(std::chrono::seconds{1});
    EXPECT_EQ(answer_to(inbox_receipt, receipt).status, 404U);
}

TEST_F(OverBudget, FetchesCountLikeMessages)
{
    HttpRequest const fetch = request("", "");
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(answer_to(inbox_fetch, fetch).status, 404U);

    EXPECT_EQ(answer_to(inbox_fetch, fetch).status, 429U);
    clock.advance(std::chrono::seconds{1});
    EXPECT_EQ(answer_to(inbox_fetch, fetch).status, 404U);
}

}  // namespace
}  // namespace micklegate::api
