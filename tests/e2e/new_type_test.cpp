// A 55th pathway is data: four files in a policies folder, no compiler, and the gateway carries its messages.
#include "tests/e2e/site_test.hpp"

namespace micklegate::e2e {
namespace {

constexpr char const* kType = R"({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "urn:micklegate:message:pet.fostering-referral",
  "title": "Pet fostering referral",
  "description": "A refuge asks a fostering scheme to take in a pet, because fear for it keeps people from leaving.",
  "type": "object",
  "additionalProperties": false,
  "x-message": {
    "version": 1, "row": 55,
    "senders": ["da_provider"], "recipients": ["specialist_provider"],
    "completes": "opened", "states": ["delivered", "opened", "rejected"], "rejections": ["capacity_full"],
    "subject": ["owner_name", "owner_dob"],
    "people": [{"role": "victim", "name": ["owner_name"], "birth": "owner_dob"}],
    "links": ["referral_ref"]
  },
  "x-recipient": {"by": "sender"},
  "required": ["referral_ref", "owner_name", "animal", "consent"],
  "properties": {
    "referral_ref": {"title": "Referral reference", "type": "string", "maxLength": 40, "x-class": "administrative"},
    "owner_name": {"title": "Owner's name", "type": "string", "maxLength": 100, "x-class": "identity"},
    "owner_dob": {"title": "Owner's date of birth", "type": "string", "maxLength": 10, "x-class": "identity", "x-check": "date"},
    "owner_phone": {"title": "Safe telephone", "type": "string", "maxLength": 40, "x-class": "contact_safe", "x-check": "phone"},
    "home_address": {"title": "Where the animal is now", "type": "string", "maxLength": 200, "x-class": "address_victim"},
    "animal": {"title": "Kind of animal", "type": "string", "maxLength": 40, "x-class": "administrative"},
    "consent": {"title": "Does the owner agree?", "type": "boolean", "x-class": "administrative"}
  },
  "examples": [
    {"referral_ref": "PF-1", "owner_name": "Siân Lythe", "owner_dob": "1990-01-02", "owner_phone": "07700 900901",
     "home_address": "9 Cragdale Road, Nunstead, YO98 4FP", "animal": "dog", "consent": true}
  ]
}
)";

constexpr char const* kAgreement = R"(name = "north-yorkshire-pets"
title = "Fostering of pets"
version = "1.0"
valid_from = 2026-01-01
valid_until = 2099-12-31
parties = ["da_provider", "specialist_provider"]

[purposes]
pet_fostering = "To look after a pet while its owner is in refuge."

[retention]
placement = "Kept until the pet is back with its owner."

[gateway_days]
placement = 28

[[rule]]
name = "fostering"
type = "pet.fostering-referral"
from = ["da_provider"]
to = ["specialist_provider"]
purpose = "pet_fostering"
lawful_basis = "CON"
lawful_basis_text = "UK GDPR Article 6(1)(a): the owner agreed."
necessity = "The scheme rings the owner on a safe number and needs to know what animal it is."
release = ["referral_ref", "owner_name", "owner_phone", "animal", "consent"]
deadline = "1 working day"
escalation = []
retention = "placement"
marking = "OFFICIAL-SENSITIVE"

[[rule.consent]]
field = "consent"
code = "consent_absent"
)";

constexpr char const* kCases = R"({
  "type": "pet.fostering-referral",
  "cases": [
    {"name": "a dog whose owner agrees", "from": "da_provider", "to": "specialist_provider", "at": "2026-11-22T12:00:00Z",
     "expect": {"allowed": true, "rule": "north-yorkshire-pets/fostering",
                "released": ["animal", "consent", "owner_name", "owner_phone", "referral_ref"],
                "withheld": ["home_address", "owner_dob"]}},
    {"name": "an owner who does not agree", "from": "da_provider", "to": "specialist_provider", "at": "2026-11-22T12:00:00Z",
     "data": {"consent": false},
     "expect": {"allowed": false, "rule": "north-yorkshire-pets/fostering", "code": "consent_absent"}}
  ]
}
)";

class NewTypeTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        write(policies_ / "messages" / "pet.fostering-referral.json", kType);
        write(policies_ / "agreements" / "north-yorkshire-pets.toml", kAgreement);
        write(policies_ / "cases" / "pet.fostering-referral.json", kCases);
    }

    void enrol(std::string const& id, std::string const& kind)
    {
        Ran const enrolled = cli("agency", "enrol", site().string(), id, "--kind", kind, "--name", kind);
        ASSERT_EQ(enrolled.code, 0) << enrolled.err;
    }

    fs::path const policies_ = site() / "policies";
};

TEST_F(NewTypeTest, NeedsNoCompiler)
{
    for (char const* const action : {"check", "prove", "test"}) {
        Ran const ran = cli("policy", action, policies_.string());
        EXPECT_EQ(ran.code, 0) << action << ": " << ran.out << ran.err;
    }
    enrol("refuge.sample", "da_provider");
    enrol("pets.sample", "specialist_provider");
    serve();
    object data = json_of(kType).at("examples").at(0).as_object();
    write(folder_.path() / "event.json", boost::json::serialize(object{{"specversion", "1.0"},
                                                                       {"id", "1"},
                                                                       {"source", "refuge.sample"},
                                                                       {"type", "pet.fostering-referral"},
                                                                       {"recipient", "pets.sample"},
                                                                       {"data", std::move(data)}}));

    Ran const sent = as("refuge.sample", "send", (folder_.path() / "event.json").string(), "--json");

    ASSERT_EQ(sent.code, 0) << sent.out << sent.err;
    std::string const message = json::text_at(json_lines(sent.out).at(0), "message");
    Ran const opened = as("pets.sample", "inbox", "open", message, "--by", "Robin Marsh, placements", "--json");
    ASSERT_EQ(opened.code, 0) << opened.err;
    EXPECT_NE(opened.out.find("07700 900901"), std::string::npos);
    EXPECT_EQ(opened.out.find("Cragdale"), std::string::npos);
    Ran const rejected =
        as("pets.sample", "inbox", "ack", message, "--by", "Robin Marsh, placements", "--reject", "capacity_full");
    EXPECT_EQ(rejected.code, 0) << rejected.err;
}

TEST_F(NewTypeTest, ThatBreaksAnInvariantIsNotServed)
{
    std::string agreement = kAgreement;
    std::string const withheld = "\"owner_phone\", ";
    agreement.replace(agreement.find(withheld), withheld.size(), withheld + "\"home_address\", ");
    write(policies_ / "agreements" / "north-yorkshire-pets.toml", agreement);

    Ran const proven = cli("policy", "prove", policies_.string());
    EXPECT_EQ(proven.code, 1);
    for (char const* const told : {"north-yorkshire-pets/fostering", "home_address", "specialist_provider"})
        EXPECT_NE(proven.out.find(told), std::string::npos) << proven.out;

    Ran const served = cli("serve", site().string(), "--port", "0", "--local-port", "0");
    EXPECT_NE(served.code, 0);
    EXPECT_NE(served.err.find("home_address"), std::string::npos) << served.err;
}

}  // namespace
}  // namespace micklegate::e2e
