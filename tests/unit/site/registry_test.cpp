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

TEST_F(RegistryTest, ReadersAndTheAlternateAreReadBackAsWritten)
{
    Registration registration;
    registration.agency.id = AgencyId{"school.901001"};
    registration.agency.readers = {{"Head", {std::string(32, 'a'), std::string(32, 'b')}},
                                   {"Deputy", {std::string(32, 'c')}}};
    registration.agency.alternate = AgencyId{"school.901001.head"};
    ASSERT_TRUE(files::create(registration_path(folder.path(), registration.agency.id),
                              as_bytes(registration_text(registration))));

    auto const agencies = load_agencies(folder.path());
    ASSERT_TRUE(agencies) << one_line(agencies.error());
    Agency const& read = agencies->at(registration.agency.id);
    ASSERT_EQ(read.readers.size(), 2U);
    EXPECT_EQ(read.readers[0].role, "Head");
    EXPECT_EQ(read.readers[0].marks, registration.agency.readers[0].marks);
    EXPECT_EQ(read.readers[1].role, "Deputy");
    EXPECT_EQ(read.alternate, registration.agency.alternate);
}

TEST_F(RegistryTest, AnAgencyWithoutReadersIsReadFromTheFileItAlwaysHad)
{
    enrol("school.901001");
    std::string const text = files::read(registration_path(folder.path(), AgencyId{"school.901001"})).value();
    EXPECT_EQ(text.find("readers"), std::string::npos) << text;
    EXPECT_EQ(text.find("alternate"), std::string::npos) << text;
    Agency const read = load_agencies(folder.path())->at(AgencyId{"school.901001"});
    EXPECT_TRUE(read.readers.empty());
    EXPECT_FALSE(read.alternate);
}

TEST_F(RegistryTest, AReaderWhomNoNameCouldMatchMakesTheFileUnsound)
{
    enrol("school.901001");
    auto const path = registration_path(folder.path(), AgencyId{"school.901001"});
    std::string const text = files::read(path).value();
    for (char const* const more :
         {R"("readers":[{"role":"Head","marks":[]}])", R"("readers":[{"role":"Head","marks":["aa"]}])",
          R"("readers":[{"role":"Head"}])", R"("readers":[{"role":"Head","marks":[],"name":"X Y"}])", R"("readers":{})",
          R"("alternate":"school.901001")", R"("alternate":"../x.y")", R"("alternate":null)"}) {
        ASSERT_TRUE(files::replace(path, as_bytes("{" + std::string{more} + "," + text.substr(1))));
        EXPECT_FALSE(load_agencies(folder.path())) << more;
    }
}

}  // namespace
}  // namespace micklegate::site
