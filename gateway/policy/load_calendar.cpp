#include "gateway/policy/load_calendar.hpp"

#include "gateway/toml/reader.hpp"

namespace micklegate::policy {
namespace {

constexpr std::string_view kReference = "policies/README.md says what each key means.";

constexpr std::chrono::days kLongestClosure{120};

int two_digits(std::string const& text, std::size_t at)
{
    auto const digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : 100; };
    return digit(at) * 10 + digit(at + 1);
}

std::chrono::minutes read_time(toml::Reader& reader, std::string_view key)
{
    std::string const text = reader.text(key);
    if (text.size() != 5 || text[2] != ':' || two_digits(text, 0) > 23 || two_digits(text, 3) > 59) {
        reader.refuse(key, "must be a time of day written \"HH:MM\"");
        return {};
    }
    return std::chrono::hours{two_digits(text, 0)} + std::chrono::minutes{two_digits(text, 3)};
}

void read_closure(toml::Reader& reader, std::set<Date>& closed)
{
    Date const first = reader.date("from");
    Date const last = reader.date_or("to", first);
    static_cast<void>(reader.text("why"));
    reader.refuse_unread_keys();

    std::chrono::sys_days const from{first};
    std::chrono::sys_days const to{last};
    if (to < from || to - from > kLongestClosure) {
        reader.refuse("to", "must lie on or after from, and within 120 days of it");
        return;
    }
    for (auto day = from; day <= to; day += std::chrono::days{1})
        closed.insert(Date{day});
}

void read_bank_holiday(toml::Reader& reader, std::set<Date>& holidays)
{
    Date const on = reader.date("on");
    static_cast<void>(reader.text("why"));
    reader.refuse_unread_keys();
    if (!holidays.insert(on).second)
        reader.refuse("on", "is listed twice");
}

void read_working_hours(toml::Reader& reader, Calendar& calendar)
{
    calendar.work_begins = read_time(reader, "from");
    calendar.work_ends = read_time(reader, "to");
    reader.refuse_unread_keys();
    if (calendar.work_ends <= calendar.work_begins)
        reader.refuse("to", "must lie after from");
}

}  // namespace

Result<Calendar> load_calendar(std::string_view path, std::string_view text)
{
    auto file = toml::parse(path, text, kReference);
    if (!file)
        return file.error();
    toml::Reader reader{*file};

    Calendar calendar;
    static_cast<void>(reader.text("title"));
    calendar.first_bell = read_time(reader, "first_bell");
    if (auto hours = reader.table_if("working_hours"))
        read_working_hours(*hours, calendar);
    for (toml::Reader& holiday : reader.tables("bank_holiday"))
        read_bank_holiday(holiday, calendar.bank_holidays);
    for (toml::Reader& closure : reader.tables("closed"))
        read_closure(closure, calendar.school_closures);
    reader.refuse_unread_keys();
    if (file->fault)
        return *file->fault;
    return calendar;
}

}  // namespace micklegate::policy
