// GET /v1/blocks: what is asked wrongly is named, and is no look.
#include "tests/unit/api/services_fixture.hpp"

#include <gtest/gtest.h>

namespace micklegate::api {
namespace {

class BlockList : public ServicesTest {
protected:
    receive::HttpResponse ask(receive::TextMap query = {})
    {
        receive::HttpRequest asked;
        asked.method = "GET";
        asked.query = std::move(query);
        asked.peer = AgencyId{"police.north-yorkshire"};
        return answer_to(block_list, std::move(asked), services);
    }
};

TEST_F(BlockList, WhatIsAskedWronglyIsNamedAndIsNoEntry)
{
    Sequence const before = ledger.size().value();
    EXPECT_EQ(ask({{"after", "behind"}}).status, 422U);
    EXPECT_EQ(ask({{"after", ""}}).status, 422U);
    EXPECT_EQ(ask({{"limit", "many"}}).status, 422U);
    EXPECT_EQ(ask({{"prisoner_number", "A9001AA"}}).status, 422U);
    EXPECT_EQ(ledger.size().value(), before);
}

}  // namespace
}  // namespace micklegate::api
