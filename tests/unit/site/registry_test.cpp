// The agencies folder: one file's fault is that agency's alone.
#include "gateway/site/registry.hpp"
#include "gateway/files/files.hpp"
#include "tests/support/tmp_folder.hpp"

#include <gtest/gtest.h>

namespace micklegate::site {
namespace {

class RegistryTest : public testing::Test {
protected:
    void enrol(char const* id, bool suspended = false)
    {
        Registration registration;
        registration.agency.id = AgencyId{id};
        registration.agency.kind = "school";
        registration.agency.name = "A school";
        registration.agency.suspended = suspended;
        ASSERT_TRUE(files::create(registration_path(folder.path(), registration.agency.id),
                                  as_bytes(registration_text(registration))));
    }

    test::TmpFolder const folder;
};

TEST_F(RegistryTest, AnUnsoundFileDoesNotHideThatAnotherAgencyIsSuspended)
{
    enrol("school.901001");
    enrol("school.901002", true);
    ASSERT_TRUE(files::create(folder.path() / "school.901003.json", as_bytes("{")));

    auto const sound = load_sound_agencies(folder.path());
    ASSERT_TRUE(sound);
    EXPECT_EQ(sound->unsound.size(), 1U);
    EXPECT_EQ(sound->agencies.size(), 2U);
    EXPECT_TRUE(sound->agencies.at(AgencyId{"school.901002"}).suspended);
    EXPECT_FALSE(load_agencies(folder.path()));
    auto const registrations = read_registrations(folder.path());
    ASSERT_FALSE(registrations);
    EXPECT_NE(registrations.error().detail.find("school.901003.json"), std::string::npos);
}

TEST_F(RegistryTest, SoundFilesAreReadBackAsWritten)
{
    enrol("school.901001");
    auto const agencies = load_agencies(folder.path());
    ASSERT_TRUE(agencies);
    EXPECT_EQ(agencies->at(AgencyId{"school.901001"}).name, "A school");
}

}  // namespace
}  // namespace micklegate::site
