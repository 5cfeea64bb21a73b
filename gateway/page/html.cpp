#include "gateway/page/html.hpp"

#include "gateway/terminal/safe_text.hpp"

namespace micklegate::page {
namespace {

/// Dark text on white, on screens and paper; a table's heading is printed on every page, and no row is torn.
constexpr std::string_view kStyle =
    "body{font:16px/1.5 system-ui,sans-serif;color:#111;background:#fff;margin:2rem auto;max-width:80rem;padding:0 "
    "1rem}"
    "h1,h2{line-height:1.2}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:.875rem}"
    "caption{text-align:left;font-weight:600;padding:.5rem 0}"
    "th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "thead th{background:#eee}"
    "dt{font-weight:600}dd{margin:0 0 .5rem 1rem;overflow-wrap:anywhere}"
    "a{color:#0b3d91}"
    ".wide{overflow-x:auto}"
    "@page{size:A4 landscape;margin:12mm}"
    "@media print{body{font-size:10pt;margin:0;max-width:none}table{font-size:8pt}thead{display:table-header-group}"
    "tr{break-inside:avoid}h2{break-after:avoid}.wide{overflow:visible}a{color:inherit;text-decoration:none}}";

std::string row(std::vector<std::string> const& cells)
{
    std::string inner;
    for (std::size_t i = 0; i < cells.size(); ++i)
        inner += i == 0 ? element("th", cells[i], "scope=\"row\"") : element("td", cells[i]);
    return element("tr", inner) + "\n";
}

}  // namespace

std::string escaped(std::string_view text)
{
    std::string out;
    for (char const c : terminal::safe_text(text))
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
    return out;
}

std::string element(std::string_view name, std::string_view inner, std::string_view attributes)
{
    std::string out = "<" + std::string{name};
    if (!attributes.empty())
        out.append(" ").append(attributes);
    return out.append(">").append(inner).append("</").append(name).append(">");
}

std::string table(std::string_view caption, std::vector<std::string> const& headings,
                  std::vector<std::vector<std::string>> const& rows)
{
    std::string head;
    for (std::string const& heading : headings)
        head += element("th", escaped(heading), "scope=\"col\"");
    std::string body;
    for (auto const& cells : rows)
        body += row(cells);
    std::string const inner = element("caption", escaped(caption)) + "\n" + element("thead", element("tr", head)) +
                              "\n" + element("tbody", "\n" + body);
    // A table that is wider than the screen scrolls by itself, with the keyboard too.
    return element("div", element("table", inner),
                   "class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"" + escaped(caption) + "\"") +
           "\n";
}

std::string whole_page(std::string_view title, std::string_view body)
{
    std::string const head =
        "<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
        element("title", escaped(title)) + "\n" + element("style", kStyle) + "\n";
    return "<!DOCTYPE html>\n<html lang=\"en-GB\">\n" + element("head", "\n" + head) + "\n" +
           element("body", "\n" + element("main", "\n" + std::string{body}) + "\n") + "\n</html>\n";
}

}  // namespace micklegate::page
