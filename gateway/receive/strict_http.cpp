// Strict reading of a request head: request line, field lines, then the rules about fields that frame the message.
#include "gateway/receive/strict_http.hpp"

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/algorithm/string/split.hpp>

#include <algorithm>
#include <array>
#include <locale>
#include <optional>
#include <vector>

namespace micklegate::receive {
namespace {

using boost::algorithm::iequals;

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::size_t kMaxMethod = 16;
constexpr std::size_t kMaxLengthDigits = 15;

/// Fields that mean one thing: a second one is how two readers come to disagree.
constexpr std::array<std::string_view, 10> kOnlyOnce{
    "host",   "content-length",         "transfer-encoding",     "expect", "upgrade", "content-type", "authorization",
    "cookie", "micklegate-acting-name", "micklegate-acting-role"};

Problem malformed(char const* detail)
{
    return problem(ProblemCode::kMalformedRequest, detail, "Send a plain HTTP/1.1 request; the connection is closed.");
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_visible(char c) noexcept { return c > ' ' && c < '\x7f'; }

/// RFC 9110 section 5.6.2.
bool is_token_char(char c) noexcept
{
    return is_digit(c) || is_letter(c) || std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) noexcept
{
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

/// Takes the next line off `text`; nothing when no CRLF is left.
std::optional<std::string_view> take_line(std::string_view& text)
{
    auto const end = text.find(kLineEnd);
    if (end == std::string_view::npos)
        return std::nullopt;
    std::string_view const line = text.substr(0, end);
    text.remove_prefix(end + kLineEnd.size());
    return line;
}

std::string_view without_blanks(std::string_view value) noexcept
{
    auto const first = value.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return value.substr(first, value.find_last_not_of(" \t") - first + 1);
}

Result<void> read_request_line(std::string_view line, Head& head)
{
    auto const first = line.find(' ');
    auto const last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return malformed("The request line is not method, target and version.");
    std::string_view const method = line.substr(0, first);
    std::string_view const target = line.substr(first + 1, last - first - 1);
    if (!is_token(method) || method.size() > kMaxMethod)
        return malformed("The method is not a token.");
    if (target.empty() || !std::all_of(target.begin(), target.end(), is_visible))
        return malformed("The target holds a character that must be percent-encoded.");
    if (line.substr(last + 1) != "HTTP/1.1")
        return malformed("Only HTTP/1.1 is spoken here.");
    head.method = method;
    head.target = target;
    return {};
}

Result<void> read_field(std::string_view line, TextMap& headers)
{
    if (line.front() == ' ' || line.front() == '\t')
        return malformed("A header line is folded.");
    auto const colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
        return malformed("A header name is not a token.");
    std::string_view const value = without_blanks(line.substr(colon + 1));
    if (!std::all_of(value.begin(), value.end(), [](char c) { return is_visible(c) || c == ' ' || c == '\t'; }))
        return malformed("A header value holds a character that is not printable ASCII.");
    std::string name = boost::algorithm::to_lower_copy(std::string{line.substr(0, colon)}, std::locale::classic());
    auto const [place, fresh] = headers.try_emplace(std::move(name), value);
    if (fresh)
        return {};
    if (std::find(kOnlyOnce.begin(), kOnlyOnce.end(), place->first) != kOnlyOnce.end())
        return malformed("A header that may stand once stands twice.");
    place->second.append(", ").append(value);
    return {};
}

std::string const* find(TextMap const& headers, std::string_view name)
{
    auto const place = headers.find(name);
    return place == headers.end() ? nullptr : &place->second;
}

/// RFC 9112 section 6: exactly one of the two framings, in its plainest form.
Result<void> check_framing(TextMap const& headers)
{
    std::string const* const coding = find(headers, "transfer-encoding");
    std::string const* const length = find(headers, "content-length");
    if (coding != nullptr && length != nullptr)
        return malformed("The body has both a Content-Length and a Transfer-Encoding.");
    if (coding != nullptr && !iequals(*coding, "chunked", std::locale::classic()))
        return malformed("The only Transfer-Encoding taken is chunked.");
    if (length != nullptr && (length->empty() || length->size() > kMaxLengthDigits ||
                              !std::all_of(length->begin(), length->end(), is_digit)))
        return malformed("The Content-Length is not one plain number.");
    return {};
}

/// RFC 9112 section 3.2: one Host; an absolute-form target must name the same.
Result<void> check_host(Head& head)
{
    std::string const* const host = find(head.headers, "host");
    auto const in_host = [](char c) {
        return is_digit(c) || is_letter(c) || std::string_view{".-_:[]"}.find(c) != std::string_view::npos;
    };
    if (host == nullptr || host->empty() || !std::all_of(host->begin(), host->end(), in_host))
        return malformed("The request needs one Host header.");
    if (head.target.front() == '/')
        return {};
    for (std::string const& prefix : {"https://" + *host + "/", "http://" + *host + "/"}) {
        if (boost::algorithm::istarts_with(head.target, prefix)) {
            head.target.erase(0, prefix.size() - 1);
            return {};
        }
    }
    return malformed("The target is neither a path nor an address of this host.");
}

Result<void> check_connection(Head& head)
{
    if (std::string const* const expect = find(head.headers, "expect"); expect != nullptr) {
        if (!iequals(*expect, "100-continue", std::locale::classic()))
            return malformed("The only expectation met here is 100-continue.");
        head.expects_continue = true;
    }
    if (std::string const* const connection = find(head.headers, "connection"); connection != nullptr) {
        std::vector<std::string> options;
        boost::algorithm::split(options, *connection, boost::algorithm::is_any_of(", \t"));
        head.keep_alive = std::none_of(options.begin(), options.end(), [](std::string const& option) {
            return iequals(option, "close", std::locale::classic());
        });
    }
    return {};
}

}  // namespace

Result<Head> read_head(std::string_view text, std::size_t max_fields)
{
    Head head;
    std::optional<std::string_view> line = take_line(text);
    if (!line)
        return malformed("The request line has no end.");
    if (auto const read = read_request_line(*line, head); !read)
        return read.error();
    std::size_t fields = 0;
    for (line = take_line(text); line && !line->empty(); line = take_line(text)) {
        if (++fields > max_fields)
            return problem(ProblemCode::kHeaderTooLarge, "The request has too many header fields.",
                           "Send fewer of them.");
        if (auto const read = read_field(*line, head.headers); !read)
            return read.error();
    }
    if (!line || !text.empty())
        return malformed("The head does not end with one empty line.");
    if (auto const framing = check_framing(head.headers); !framing)
        return framing.error();
    if (auto const host = check_host(head); !host)
        return host.error();
    if (auto const connection = check_connection(head); !connection)
        return connection.error();
    return head;
}

}  // namespace micklegate::receive
