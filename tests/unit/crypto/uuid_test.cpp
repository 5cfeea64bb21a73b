// Message ids: UUIDv7, never the same, and in the order of their time.
#include "gateway/crypto/uuid.hpp"

#include "gateway/base/uuid.hpp"

#include <gtest/gtest.h>

#include <set>

namespace micklegate::crypto {
namespace {

TEST(Uuid, IsVersionSevenOfItsMoment)
{
    // RFC 9562 appendix A.6 dates its example 2022-02-22T14:22:22-05:00.
    std::string const id = uuid_v7(parse_rfc3339("2022-02-22T14:22:22-05:00").value());
    EXPECT_TRUE(is_uuid(id));
    EXPECT_EQ(id.substr(0, 15), "017f22e2-79b0-7");
    EXPECT_NE(std::string_view{"89ab"}.find(id[19]), std::string_view::npos) << "variant";
}

TEST(Uuid, IsNeverTheSameAndOrderedByTime)
{
    Moment now = parse_rfc3339("2026-11-21T19:37:00Z").value();
    std::set<std::string> ids;
    for (int i = 0; i < 1000; ++i)
        ids.insert(uuid_v7(now));
    EXPECT_EQ(ids.size(), 1000U);
    EXPECT_LT(*ids.rbegin(), uuid_v7(now + std::chrono::milliseconds{1}));
}

TEST(Uuid, HasOneSpelling)
{
    EXPECT_TRUE(is_uuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
    for (char const* text : {"", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e279b07cc398c4dc0c0c07398f",
                             "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff",
                             "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}", "017f22e2-79b0-7cc3-98c4_dc0c0c07398f",
                             "g17f22e2-79b0-7cc3-98c4-dc0c0c07398f"})
        EXPECT_FALSE(is_uuid(text)) << text;
}

}  // namespace
}  // namespace micklegate::crypto
