// A revocation list that is replaced while somebody comes in at the door.
#include "gateway/receive/tls_in_use.hpp"

#include <gtest/gtest.h>

namespace micklegate::receive {
namespace {

TlsContext context() { return std::make_shared<boost::asio::ssl::context>(boost::asio::ssl::context::tls_server); }

class TlsInUseTest : public testing::Test {
protected:
    TlsInUseTest() { tls_.replace(context()); }

    void admit()
    {
        auto const number = registry_.admit({[this] { ++renewed_; }, [] {}});
        ASSERT_TRUE(number);
    }

    TlsInUse tls_;
    SessionRegistry registry_{10, 10};
    int renewed_ = 0;
};

TEST_F(TlsInUseTest, ASessionThatBeganWithTheListBeforeIsRenewed)
{
    tls_.begin(registry_, [this](TlsContext const&) {
        tls_.replace(context());
        registry_.renew_all();
        admit();
    });

    EXPECT_EQ(renewed_, 1);
}

TEST_F(TlsInUseTest, ASessionThatBeganWithTheListInForceIsLeftAlone)
{
    tls_.begin(registry_, [this](TlsContext const&) { admit(); });

    EXPECT_EQ(renewed_, 0);
}

}  // namespace
}  // namespace micklegate::receive
