#include "gateway/site/register_files.hpp"

#include "gateway/files/files.hpp"

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;

constexpr char const* kSchools = "schools.csv";
constexpr char const* kLinks = "school-links.csv";
constexpr char const* kOutcodes = "outcodes.csv";
constexpr char const* kSchoolDays = "school-days.csv";
constexpr char const* kPrisons = "prisons.csv";

Result<void> read_if_there(fs::path const& file, std::string& text)
{
    if (std::error_code error; !fs::exists(file, error))
        return {};
    Result<std::string> read = files::read(file);
    if (!read)
        return read.error();
    text = *std::move(read);
    return {};
}

}  // namespace

Result<RegisterTexts> read_register_texts(fs::path const& folder)
{
    Result<std::string> schools = files::read(folder / kSchools);
    Result<std::string> links = files::read(folder / kLinks);
    Result<std::string> outcodes = files::read(folder / kOutcodes);
    for (auto const* const text : {&schools, &links, &outcodes})
        if (!*text)
            return text->error();
    RegisterTexts texts{*std::move(schools), *std::move(links), *std::move(outcodes)};
    for (auto const& [name, text] : {std::pair{kSchoolDays, &texts.school_days}, {kPrisons, &texts.prisons}})
        if (auto const read = read_if_there(folder / name, *text); !read)
            return read.error();
    return texts;
}

Result<void> create_register_files(fs::path const& folder, RegisterTexts const& texts)
{
    for (auto const& [name, text] : {std::pair{kSchools, &texts.schools},
                                     {kLinks, &texts.school_links},
                                     {kOutcodes, &texts.outcodes},
                                     {kSchoolDays, &texts.school_days},
                                     {kPrisons, &texts.prisons}})
        if (auto const created = files::create(folder / name, as_bytes(*text)); !created)
            return created;
    return {};
}

Result<std::shared_ptr<registers::Registers const>> parse_registers(RegisterTexts const& texts)
{
    Result<registers::SchoolRegister> schools =
        texts.schools.empty() ? registers::SchoolRegister{}
                              : registers::SchoolRegister::import(texts.schools, texts.school_links);
    if (!schools)
        return schools.error();
    Result<registers::AreaRegister> areas =
        texts.outcodes.empty() ? registers::AreaRegister{} : registers::AreaRegister::import(texts.outcodes);
    if (!areas)
        return areas.error();
    Result<registers::SchoolDays> days =
        texts.school_days.empty() ? registers::SchoolDays{} : registers::SchoolDays::import(texts.school_days);
    if (!days)
        return days.error();
    Result<registers::PrisonRegister> prisons =
        texts.prisons.empty() ? registers::PrisonRegister{} : registers::PrisonRegister::import(texts.prisons);
    if (!prisons)
        return prisons.error();
    return std::make_shared<registers::Registers const>(
        registers::Registers{*std::move(schools), *std::move(areas), *std::move(days), *std::move(prisons)});
}

Result<std::shared_ptr<registers::Registers const>> load_registers(fs::path const& folder)
{
    auto const texts = read_register_texts(folder);
    if (!texts)
        return texts.error();
    return parse_registers(*texts);
}

Result<void> replace_register_files(fs::path const& folder, RegisterTexts const& texts)
{
    fs::path aside = folder;
    aside += ".new";
    std::error_code ignored;  // what an earlier import that was cut short left behind
    fs::remove_all(aside, ignored);
    if (auto const created = create_register_files(aside, texts); !created)
        return created;
    if (auto const exchanged = files::exchange(folder, aside); !exchanged)
        return exchanged;
    fs::remove_all(aside, ignored);
    return {};
}

}  // namespace micklegate::site
