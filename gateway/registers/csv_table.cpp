#include "gateway/registers/csv_table.hpp"

#include <csv.h>

#include <algorithm>
#include <new>

namespace micklegate::registers {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Problem bad_line(std::size_t line, std::string const& what)
{
    return problem(ProblemCode::kInvalidValue, "Line " + std::to_string(line) + " of the CSV " + what + ".");
}

/// What libcsv's callbacks fill. It counts no lines, so the reader feeds it one line at a time and counts them here.
class TableBuilder {
public:
    explicit TableBuilder(CsvOptions const& options) : options_{options} {}

    void begin_line(std::size_t line, bool blank) noexcept
    {
        if (between_rows_)
            row_line_ = line;
        between_rows_ = between_rows_ && blank;
    }

    void add_cell(std::string_view cell)
    {
        if (cell.size() > options_.max_cell_bytes)
            fail("has a cell that is too long");
        else if (cells_.size() >= options_.max_columns)
            fail("has too many columns");
        else
            cells_.emplace_back(cell);
    }

    void end_row()
    {
        between_rows_ = true;
        std::vector<std::string> cells = std::move(cells_);
        cells_.clear();
        if (fault_)
            return;
        if (table_.header.empty())
            take_header(std::move(cells));
        else
            take_row(std::move(cells));
    }

    void fail(std::string const& what)
    {
        std::string const row = "(row " + std::to_string(table_.rows.size() + 1) + " below its header) ";
        if (!fault_)
            fault_ = bad_line(row_line_, (table_.header.empty() ? "" : row) + what);
    }

    [[nodiscard]] bool failed() const noexcept { return fault_.has_value(); }

    Result<CsvTable> finish()
    {
        if (fault_)
            return *std::move(fault_);
        if (table_.header.empty())
            return problem(ProblemCode::kInvalidValue, "The CSV is empty.",
                           "Give a file that begins with a header line.");
        return std::move(table_);
    }

private:
    void take_header(std::vector<std::string> names)
    {
        for (auto name = names.begin(); name != names.end(); ++name)
            if (std::find(names.begin(), name, *name) != name)
                return fail("names a column twice, as number " + std::to_string(name - names.begin() + 1));
        width_ = names.size();
        if (options_.columns.empty()) {
            table_.header = std::move(names);
            return;
        }
        for (std::string const& wanted : options_.columns) {
            auto const found = std::find(names.begin(), names.end(), wanted);
            if (found == names.end())
                return fail("lacks the column \"" + wanted + "\"");
            sources_.push_back(static_cast<std::size_t>(found - names.begin()));
        }
        table_.header = options_.columns;
    }

    void take_row(std::vector<std::string> cells)
    {
        if (cells.size() != width_ && !(options_.keep_ragged_rows && options_.columns.empty()))
            return fail("has " + std::to_string(cells.size()) + " cells where the header has " +
                        std::to_string(width_));
        if (table_.rows.size() >= options_.max_rows)
            return fail("is one row too many");
        table_.lines.push_back(row_line_);
        if (options_.columns.empty()) {
            table_.rows.push_back(std::move(cells));
            return;
        }
        std::vector<std::string>& kept = table_.rows.emplace_back();
        kept.reserve(sources_.size());
        for (std::size_t const source : sources_)
            kept.push_back(std::move(cells[source]));
    }

    CsvOptions const& options_;
    CsvTable table_;
    std::vector<std::size_t> sources_;  ///< for each kept column, its place in the text
    std::vector<std::string> cells_;
    std::size_t width_ = 0;
    std::size_t row_line_ = 1;
    bool between_rows_ = true;
    std::optional<Problem> fault_;
};

/// libcsv calls these from C, so nothing may be thrown through them; the text that is already held bounds the memory.
void on_cell(void* data, std::size_t size, void* builder) noexcept
{
    static_cast<TableBuilder*>(builder)->add_cell({static_cast<char const*>(data), size});
}

void on_row_end(int, void* builder) noexcept { static_cast<TableBuilder*>(builder)->end_row(); }

class Parser {
public:
    Parser()
    {
        if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0)
            throw std::bad_alloc{};
        // By default libcsv trims unquoted cells; RFC 4180: "Spaces are considered part of a field".
        csv_set_space_func(&parser_, [](unsigned char) { return 0; });
    }
    Parser(Parser const&) = delete;
    Parser& operator=(Parser const&) = delete;
    ~Parser() { csv_free(&parser_); }

    [[nodiscard]] bool feed(std::string_view chunk, TableBuilder& builder)
    {
        return csv_parse(&parser_, chunk.data(), chunk.size(), on_cell, on_row_end, &builder) == chunk.size();
    }
    [[nodiscard]] bool finish(TableBuilder& builder) { return csv_fini(&parser_, on_cell, on_row_end, &builder) == 0; }

private:
    csv_parser parser_{};
};

/// What spreadsheets save when told no more than "CSV" or "Unicode text".
std::optional<Problem> foreign_form(std::string_view text)
{
    constexpr std::string_view kLittleEndian = "\xFF\xFE";
    constexpr std::string_view kBigEndian = "\xFE\xFF";
    constexpr char const* kSaveAs = "Save it as \"CSV UTF-8 (comma delimited)\".";
    std::string_view const header = text.substr(0, text.find('\n'));
    if (text.starts_with(kLittleEndian) || text.starts_with(kBigEndian) || header.find('\0') != std::string_view::npos)
        return problem(ProblemCode::kInvalidValue, "The CSV is UTF-16, where UTF-8 is read.", kSaveAs);
    for (auto const& [separator, name] : {std::pair{';', "semicolons"}, {'\t', "tabs"}})
        if (header.find(separator) != std::string_view::npos && header.find(',') == std::string_view::npos)
            return problem(ProblemCode::kInvalidValue,
                           std::string{"The CSV is separated by "} + name + ", where commas are read.", kSaveAs);
    return std::nullopt;
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const noexcept
{
    auto const found = std::find(header.begin(), header.end(), name);
    if (found == header.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
}

Result<CsvTable> parse_csv(std::string_view text, CsvOptions const& options)
{
    if (auto foreign = foreign_form(text))
        return *std::move(foreign);
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());

    TableBuilder builder{options};
    Parser parser;
    for (std::size_t line = 1; !text.empty() && !builder.failed(); ++line) {
        std::size_t const newline = text.find('\n');
        std::string_view const chunk = text.substr(0, newline == std::string_view::npos ? newline : newline + 1);
        builder.begin_line(line, chunk == "\n" || chunk == "\r\n");
        if (!parser.feed(chunk, builder))
            builder.fail("begins a row whose quotes do not fit");
        text.remove_prefix(chunk.size());
    }
    if (!builder.failed() && !parser.finish(builder))
        builder.fail("begins a row whose quotes are not closed");
    return builder.finish();
}

}  // namespace micklegate::registers
