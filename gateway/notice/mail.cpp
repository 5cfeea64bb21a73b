#include "gateway/notice/mail.hpp"

#include "gateway/base/invariant.hpp"
#include "gateway/base/joined.hpp"
#include "gateway/recognise/contacts.hpp"

#include <algorithm>
#include <array>

namespace micklegate::notice {
namespace {

std::string two_digits(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// Sun, 22 Nov 2026 19:37:00 +0000 (RFC 5322 section 3.3)
std::string mail_date(Moment moment)
{
    constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const day = std::chrono::floor<std::chrono::days>(moment);
    Date const date{day};
    std::chrono::hh_mm_ss const time{std::chrono::floor<std::chrono::seconds>(moment - day)};
    return std::string{kDays[std::chrono::weekday{day}.c_encoding()]} + ", " +
           std::to_string(static_cast<unsigned>(date.day())) + " " + kMonths[static_cast<unsigned>(date.month()) - 1] +
           " " + std::to_string(static_cast<int>(date.year())) + " " +
           two_digits(static_cast<unsigned>(time.hours().count())) + ":" +
           two_digits(static_cast<unsigned>(time.minutes().count())) + ":" +
           two_digits(static_cast<unsigned>(time.seconds().count())) + " +0000";
}

std::string what_waits(std::size_t messages)
{
    return messages == 1 ? "1 message waits" : std::to_string(messages) + " messages wait";
}

}  // namespace

std::string mail_text(Waiting const& waiting, Letterhead const& head)
{
    invariant(!recognise::email_fault(head.from) && !head.to.empty() &&
                  std::ranges::none_of(head.to, [](auto const& to) { return recognise::email_fault(to).has_value(); }),
              "a notice goes from and to e-mail addresses");
    std::string const waits = what_waits(waiting.messages);
    std::string text = "From: " + head.from + "\r\n";
    // One address to a line: RFC 5322 bounds a line, not a header.
    text += "To: " + joined(head.to, ",\r\n ") + "\r\n";
    text += "Subject: " + waits + " at the gateway\r\n";
    text += "Date: " + mail_date(head.sent) + "\r\n";
    text += "Message-ID: <" + head.id + head.from.substr(head.from.find('@')) + ">\r\n";
    text += "Auto-Submitted: auto-generated\r\n";  // RFC 3834: no machine is to answer
    text += "MIME-Version: 1.0\r\n";
    text += "Content-Type: text/plain; charset=us-ascii\r\n";
    text += "\r\n";
    text += waits + " for your organisation at the gateway.\r\n";
    if (waiting.late)
        text += "A deadline has passed.\r\n";
    text += "\r\nSign in to read: " + head.portal + "\r\n";
    text +=
        "\r\nThis notice comes from a machine. On purpose it says nothing of what waits or who sent it,\r\n"
        "and asks for nothing but that you sign in at that address. Do not trust one that asks for more.\r\n";
    return text;
}

}  // namespace micklegate::notice
