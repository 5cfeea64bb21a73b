#include "gateway/agency/morning_report.hpp"

#include "gateway/files/files.hpp"
#include "gateway/terminal/safe_text.hpp"

namespace micklegate::agency {
namespace {

namespace fs = std::filesystem;

Problem no_report(fs::path const& file, std::string const& why)
{
    return problem(ProblemCode::kConfiguration, "No report can be written to " + file.string() + ": " + why,
                   "Nothing was sent. Name another file with --report.");
}

}  // namespace

Result<MorningReport> MorningReport::claim(fs::path file)
{
    if (file.empty())
        return MorningReport{{}};
    std::error_code error;
    if (!fs::is_directory(file.has_parent_path() ? file.parent_path() : ".", error))
        return no_report(file, "there is no such folder.");
    if (fs::symlink_status(file, error).type() != fs::file_type::not_found)
        return no_report(file, "it exists already.");
    if (auto const made = files::create(file, {}, files::Access::kSecret); !made)
        return no_report(file, made.error().detail);
    return MorningReport{std::move(file)};
}

MorningReport::~MorningReport()
{
    std::error_code ignored;
    if (!file_.empty())
        fs::remove(file_, ignored);
}

Result<void> MorningReport::keep(std::vector<police::ReportLine> const& lines)
{
    if (file_.empty())
        return {};
    std::string text;
    for (police::ReportLine const& line : lines)
        text += terminal::json_text(to_json(line)) + "\n";
    Result<void> const kept = files::replace(file_, as_bytes(text), files::Access::kSecret);
    if (kept)
        file_.clear();
    return kept;
}

}  // namespace micklegate::agency
