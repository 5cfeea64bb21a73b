#include "gateway/app/morning_report.hpp"

#include "gateway/crypto/secret.hpp"
#include "gateway/files/files.hpp"
#include "gateway/terminal/safe_text.hpp"

namespace micklegate::app {
namespace {

namespace fs = std::filesystem;

Problem no_report(fs::path const& file, std::string const& why)
{
    return problem(ProblemCode::kConfiguration, "No report can be written to " + file.string() + ": " + why,
                   "Nothing was sent. Name another file with --report.");
}

}  // namespace

Result<void> check_report_place(fs::path const& file)
{
    if (file.empty())
        return {};
    std::error_code error;
    fs::path const folder = file.has_parent_path() ? file.parent_path() : ".";
    if (!fs::is_directory(folder, error))
        return no_report(file, "there is no such folder.");
    if (fs::exists(file, error) && !fs::is_regular_file(file, error))
        return no_report(file, "it is not a file.");
    // A name nobody else has: what lies beside the report is somebody's own.
    fs::path const probe = file.string() + "." + hex(crypto::Secret::random(4).view()) + ".check";
    if (auto const made = files::create(probe, {}, files::Access::kSecret); !made)
        return no_report(file, made.error().detail);
    fs::remove(probe, error);
    return {};
}

Result<void> keep_report(std::vector<police::ReportLine> const& lines, fs::path const& file)
{
    if (file.empty())
        return {};
    std::string text;
    for (police::ReportLine const& line : lines)
        text += terminal::json_text(to_json(line)) + "\n";
    return files::replace(file, as_bytes(text), files::Access::kSecret);
}

}  // namespace micklegate::app
