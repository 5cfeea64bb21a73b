#include "gateway/site/registry.hpp"

#include "gateway/files/files.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/json/record_reader.hpp"
#include "gateway/model/agency_id.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kActive = "active";
constexpr std::string_view kSuspended = "suspended";

Problem unsound(fs::path const& path, Problem cause)
{
    cause.code = ProblemCode::kConfiguration;
    cause.detail = path.string() + " is not sound: " + cause.detail;
    return cause;
}

Result<std::array<std::uint8_t, 32>> key_of(std::string_view text, std::string_view pointer)
{
    Result<Bytes> const bytes = from_base64(text);
    if (!bytes || bytes->size() != 32)
        return field_problem(ProblemCode::kInvalidValue, std::string{pointer}, "must be 32 bytes of base64");
    std::array<std::uint8_t, 32> key{};
    std::ranges::copy(*bytes, key.begin());
    return key;
}

bool is_mark(std::string const& text)
{
    constexpr std::size_t kMarkDigits = 32;
    return text.size() == kMarkDigits && from_hex(text);
}

Result<std::vector<NamedReader>> readers_of(std::vector<json::RecordReader> records)
{
    std::vector<NamedReader> readers;
    for (json::RecordReader& fields : records) {
        NamedReader reader{fields.text("role"), fields.texts("marks")};
        if (Result<void> const read = fields.finish(); !read)
            return read.error();
        // A reader whom no name can match would be sent what is about them.
        if (reader.marks.empty() || !std::ranges::all_of(reader.marks, is_mark))
            return field_problem(ProblemCode::kInvalidValue, "/readers", "must have marks, each 32 hexadecimal digits");
        std::ranges::sort(reader.marks);
        readers.push_back(std::move(reader));
    }
    return readers;
}

Result<Registration> parse_registration(std::string_view text, std::string const& expected_id)
{
    json::RecordReader fields{text};
    Registration registration;
    registration.agency.id = AgencyId{fields.text("id")};
    registration.agency.kind = fields.text("kind");
    registration.agency.name = fields.text("name");
    std::string const seal_key = fields.text("seal_key");
    std::string const sign_key = fields.text("sign_key");
    std::string const status = fields.text("status");
    registration.certificates = fields.texts("certificates");
    std::vector<json::RecordReader> readers;
    if (fields.has("readers"))
        readers = fields.records("readers");
    if (fields.has("alternate"))
        registration.agency.alternate = AgencyId{fields.text("alternate")};
    if (Result<void> const read = fields.finish(); !read)
        return read.error();

    if (registration.agency.id.get() != expected_id || !valid_agency_id(expected_id))
        return field_problem(ProblemCode::kInvalidValue, "/id", "must be an agency id and the file's name");
    if (status != kActive && status != kSuspended)
        return field_problem(ProblemCode::kInvalidValue, "/status", "must be active or suspended");
    registration.agency.suspended = status == kSuspended;
    if (auto const& alternate = registration.agency.alternate;
        alternate && (!valid_agency_id(alternate->get()) || alternate->get() == expected_id))
        return field_problem(ProblemCode::kInvalidValue, "/alternate", "must be the id of another agency");
    Result<std::vector<NamedReader>> named = readers_of(std::move(readers));
    if (!named)
        return named.error();
    registration.agency.readers = std::move(*named);
    auto const seal = key_of(seal_key, "/seal_key");
    auto const sign = key_of(sign_key, "/sign_key");
    if (!seal || !sign)
        return seal ? sign.error() : seal.error();
    registration.agency.seal_key = *seal;
    registration.agency.sign_key = *sign;
    return registration;
}

Result<Registration> read_file(fs::path const& path)
{
    Result<std::string> const text = files::read(path, kLargestRegistration);
    if (!text)
        return text.error();
    Result<Registration> registration = parse_registration(*text, path.stem().string());
    return registration ? std::move(registration) : unsound(path, registration.error());
}

/// In the order of ids.
Result<std::vector<fs::path>> registration_files(fs::path const& folder)
{
    std::error_code error;
    std::vector<fs::path> paths;
    for (fs::directory_iterator entry{folder, error}, end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".json")
            paths.push_back(entry->path());
    if (error)
        return problem(ProblemCode::kConfiguration, folder.string() + " cannot be listed: " + error.message() + ".",
                       "Check that this is a site folder.");
    std::ranges::sort(paths);
    return paths;
}

boost::json::array records_of(std::vector<NamedReader> const& readers)
{
    boost::json::array records;
    for (NamedReader const& reader : readers)
        records.push_back(boost::json::object{{"role", reader.role},
                                              {"marks", boost::json::array(reader.marks.begin(), reader.marks.end())}});
    return records;
}

struct Found {
    std::vector<Registration> sound;
    std::vector<Problem> unsound;
    std::vector<SoundAgencies::Unread> unread;
};

Result<void> check_whole(std::vector<Problem> const& unsound, std::vector<SoundAgencies::Unread> const& unread)
{
    if (!unsound.empty())
        return unsound.front();
    if (!unread.empty())
        return unread.front().why;
    return {};
}

Result<Found> read_all(fs::path const& folder)
{
    Result<std::vector<fs::path>> const paths = registration_files(folder);
    if (!paths)
        return paths.error();
    Found found;
    for (fs::path const& path : *paths) {
        Result<Registration> registration = read_file(path);
        if (registration)
            found.sound.push_back(std::move(*registration));
        else if (registration.error().code == ProblemCode::kUnavailable)
            found.unread.push_back({AgencyId{path.stem().string()}, registration.error()});
        else
            found.unsound.push_back(registration.error());
    }
    return found;
}

}  // namespace

Result<Agencies> load_agencies(fs::path const& folder)
{
    Result<SoundAgencies> sound = load_sound_agencies(folder);
    if (!sound)
        return sound.error();
    if (Result<void> const whole = check_whole(sound->unsound, sound->unread); !whole)
        return whole.error();
    return std::move(sound->agencies);
}

Result<SoundAgencies> load_sound_agencies(fs::path const& folder)
{
    Result<Found> found = read_all(folder);
    if (!found)
        return found.error();
    SoundAgencies sound{{}, std::move(found->unsound), std::move(found->unread)};
    for (Registration& registration : found->sound) {
        AgencyId id = registration.agency.id;
        sound.agencies.emplace(std::move(id), std::move(registration.agency));
    }
    return sound;
}

Result<Registration> read_registration(fs::path const& folder, AgencyId const& agency)
{
    std::error_code error;
    if (!valid_agency_id(agency.get()) || !fs::exists(registration_path(folder, agency), error))
        return problem(ProblemCode::kNotFound, "No agency of that id is enrolled.", "See: micklegate agency list");
    return read_file(registration_path(folder, agency));
}

Result<std::vector<Registration>> read_registrations(fs::path const& folder)
{
    Result<Found> found = read_all(folder);
    if (!found)
        return found.error();
    if (Result<void> const whole = check_whole(found->unsound, found->unread); !whole)
        return whole.error();
    return std::move(found->sound);
}

fs::path registration_path(fs::path const& folder, AgencyId const& agency) { return folder / (agency.get() + ".json"); }

std::string registration_text(Registration const& registration)
{
    Agency const& agency = registration.agency;
    boost::json::array serials;
    for (std::string const& serial : registration.certificates)
        serials.emplace_back(serial);
    boost::json::object file{{"id", agency.id.get()},
                             {"kind", agency.kind},
                             {"name", agency.name},
                             {"seal_key", base64(agency.seal_key)},
                             {"sign_key", base64(agency.sign_key)},
                             {"status", agency.suspended ? kSuspended : kActive},
                             {"certificates", std::move(serials)}};
    if (!agency.readers.empty())
        file["readers"] = records_of(agency.readers);
    if (agency.alternate)
        file["alternate"] = agency.alternate->get();
    return json::canonical(file) + "\n";
}

}  // namespace micklegate::site
