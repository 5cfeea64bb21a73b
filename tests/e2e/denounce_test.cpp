// A log that was taken back or shown two ways, and what an agency that kept a receipt makes of it.
#include "gateway/crypto/signing.hpp"
#include "gateway/evidence/tlog_proof.hpp"
#include "tests/e2e/sample_events.hpp"

#include <gmock/gmock.h>

namespace micklegate::e2e {
namespace {

using testing::HasSubstr;

class DenounceTest : public SiteTest {
protected:
    [[nodiscard]] fs::path file(std::string const& name) const { return folder_.path() / name; }
    [[nodiscard]] std::string log_key() const { return (identity_key_ / "log.vkey").string(); }

    void SetUp() override
    {
        SiteTest::SetUp();
        fs::create_directory(identity_key_);
        fs::copy(site() / "log.vkey", identity_key_ / "log.vkey");
    }

    /// Sends messages; the last one's id.
    std::string send(unsigned first, unsigned count)
    {
        auto const results = session(kForce)->submit(lines_of(notifications(first, count)), count);
        EXPECT_TRUE(results) << one_line(results.error());
        return json::text_at(results->back(), "message");
    }

    void keep_receipt(std::string const& message, std::string const& name)
    {
        Ran const proof = as(kForce, "log", "proof", message, "--out", file(name).string());
        ASSERT_EQ(proof.code, 0) << proof.err;
    }

    void keep_checkpoint(std::string const& name)
    {
        write(file(name), session(kSchool)->get_text("/log/checkpoint").value());
    }

    void export_log(std::string const& name) const
    {
        Ran const exported = cli("log", "export", site().string(), file(name).string());
        ASSERT_EQ(exported.code, 0) << exported.err;
    }

    /// As the school sees it.
    template <class... Words>
    [[nodiscard]] Ran denounce(std::string const& saved, Words const&... words) const
    {
        return cli("log", "denounce", file(saved).string(), words..., "--as", identity(kSchool).string());
    }

    void back_up() const { fs::copy(site(), file("backup"), fs::copy_options::recursive); }
    void restore() const
    {
        fs::remove_all(site());
        fs::copy(file("backup"), site(), fs::copy_options::recursive);
    }

private:
    fs::path identity_key_ = folder_.path() / "key";
};

TEST_F(DenounceTest, ALogThatOnlyGrewIsNotDenouncedWhereverItIsRead)
{
    serve();
    sign_in(kSchool);
    keep_receipt(send(1, 3), "receipt");
    keep_checkpoint("checkpoint");
    send(10, 300);
    export_log("export");

    for (std::string const saved : {"receipt", "checkpoint"})
        for (std::string const& where : {gateway_->url(), site().string(), file("export").string()}) {
            Ran const asked = denounce(saved, where);
            EXPECT_EQ(asked.code, 0) << where << ": " << asked.err;
            EXPECT_THAT(asked.out, HasSubstr("Nothing to denounce"));
        }
    EXPECT_EQ(denounce("receipt", file("checkpoint").string()).code, 0);
}

TEST_F(DenounceTest, ARestoredBackupIsRewoundUntilItHasGrownAndForkedFromThenOn)
{
    serve();
    send(1, 3);
    stop();
    back_up();
    serve();
    keep_receipt(send(10, 3), "receipt");
    stop();

    restore();
    serve();
    Ran const rewound = denounce("receipt", gateway_->url(), "--out", file("rewound").string());
    EXPECT_EQ(rewound.code, 3) << rewound.err;
    EXPECT_THAT(rewound.out, HasSubstr("was rewound"));
    EXPECT_THAT(bytes_of(file("rewound")), HasSubstr("which the log no longer has"));
    EXPECT_THAT(bytes_of(file("rewound")), HasSubstr(bytes_of(file("receipt"))));

    send(20, 10);
    Ran const forked = denounce("receipt", gateway_->url(), "--json");
    EXPECT_EQ(forked.code, 3) << forked.err;
    object const told = json_lines(forked.out).front();
    EXPECT_EQ(json::text_at(told, "finding"), "forked");
    EXPECT_THAT(json::text_at(told, "statement"), HasSubstr("-----BEGIN PATH-----"));
    EXPECT_EQ(denounce("receipt", site().string()).code, 3) << "the operator's own view of it";
    EXPECT_EQ(verified().at("verified"), true) << "by itself it looks whole";
}

TEST_F(DenounceTest, AGatewayThatShowsTwoHistoriesIsFoundByEitherParty)
{
    back_up();
    serve();
    keep_receipt(send(1, 6), "mine");
    stop();
    restore();
    serve();
    keep_receipt(send(100, 9), "yours");

    EXPECT_EQ(denounce("mine", gateway_->url()).code, 3);
    EXPECT_EQ(denounce("yours", gateway_->url()).code, 0) << "who sees one history alone cannot know";
    Ran const together = denounce("mine", file("yours").string(), "--json");
    EXPECT_EQ(together.code, 3) << together.err;
    EXPECT_EQ(json::text_at(json_lines(together.out).front(), "finding"), "forked");
    EXPECT_EQ(cli("log", "denounce", file("mine").string(), file("yours").string(), "--key", log_key()).code, 3);
}

TEST_F(DenounceTest, AnOlderCopyProvesNothing)
{
    serve();
    send(1, 3);
    export_log("export");
    keep_receipt(send(10, 3), "receipt");

    Ran const asked = denounce("receipt", file("export").string());

    EXPECT_EQ(asked.code, 1);
    EXPECT_EQ(asked.out, "");
    EXPECT_THAT(asked.err, HasSubstr("A copy may be older"));
}

TEST_F(DenounceTest, ADamagedCopyIsNoOtherHistory)
{
    serve();
    keep_receipt(send(1, 3), "receipt");
    send(10, 3);
    export_log("export");
    for (auto const& found : fs::recursive_directory_iterator{file("export") / "tile" / "0"})
        if (found.is_regular_file())
            write(found.path(), std::string(fs::file_size(found.path()), 'x'));

    Ran const asked = denounce("receipt", file("export").string());

    EXPECT_EQ(asked.code, 1);
    EXPECT_THAT(asked.err, HasSubstr("do not lead to the root"));
    fs::remove_all(file("export") / "tile");
    EXPECT_EQ(denounce("receipt", file("export").string()).code, 1);
}

TEST_F(DenounceTest, WhatTheLogDidNotSignAccusesNobody)
{
    serve();
    keep_receipt(send(1, 3), "receipt");
    auto invented = evidence::parse_proof(bytes_of(file("receipt"))).value();
    invented.extra += " ";
    write(file("invented"), evidence::proof_text(invented));
    auto const stranger = crypto::SigningKey::from_seed(Bytes(32, 9));
    auto const shown = evidence::parse_checkpoint(
        session(kSchool)->get_text("/log/checkpoint").value().substr(0, invented.checkpoint.find("\n\n") + 1));
    write(file("foreign"), evidence::sign_checkpoint({shown.value().origin, 900, {}}, stranger));
    write(file("none"), "Dear Sir\n");

    for (std::string const name : {"invented", "foreign", "none", "missing"}) {
        Ran const asked = denounce(name, gateway_->url());
        EXPECT_EQ(asked.code, 1) << name;
        EXPECT_EQ(asked.out, "") << name;
        EXPECT_THAT(asked.err, HasSubstr(name));
    }
}

TEST_F(DenounceTest, AnIdentityNamesItsGatewayAndNothingToCompareWithIsMisuse)
{
    serve();
    keep_receipt(send(1, 1), "receipt");
    fs::path const own = identity(kSchool) / "agency.json";
    std::string text = bytes_of(own);
    std::string const before = json::text_at(json_of(text), "gateway");
    write(own, text.replace(text.find(before), before.size(), gateway_->url()));

    EXPECT_EQ(denounce("receipt").code, 0);
    EXPECT_EQ(cli("log", "denounce", file("receipt").string()).code, 2);
    EXPECT_EQ(cli("log", "denounce", file("receipt").string(), file("receipt").string()).code, 2) << "whose log?";
}

}  // namespace
}  // namespace micklegate::e2e
