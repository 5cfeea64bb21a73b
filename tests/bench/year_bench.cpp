// A national year through the real road and its registers: the nights of 43 forces, 1,500 transfers of prisoners a
// week, 60,000 orders and 400,000 referrals, or the given part of all that. Days pass as a clock that is set says.
#include "tests/bench/sample_country.hpp"

#include <cstdio>
#include <ctime>

namespace micklegate::bench {
namespace {

using namespace std::chrono_literals;
using boost::json::object;
using Steady = std::chrono::steady_clock;

constexpr int kWeeks = 52;
/// Thirty notifications a night and force, as Northumbria and Northamptonshire report.
constexpr double kNotificationsAWeek = 43.0 * 30 * 7;
constexpr double kTransfersAWeek = 1'500;
constexpr double kOrdersAWeek = 60'000.0 / kWeeks;
constexpr double kReferralsAWeek = 400'000.0 / kWeeks;

std::string digits(std::size_t number, std::size_t width)
{
    std::string const text = std::to_string(number);
    return std::string(width - std::min(width, text.size()), '0') +
           text.substr(text.size() - std::min(width, text.size()));
}

class Year {
public:
    explicit Year(double part) : part_{part}, people_{matching::Population{20261123}.people(20'000)} {}

    void week()
    {
        each(kNotificationsAWeek, [this](std::size_t number) { notify(number); });
        each(kTransfersAWeek, [this](std::size_t number) { transfer(number); });
        each(kOrdersAWeek, [this](std::size_t number) { send_order(country_, someone(number), number); });
        each(kReferralsAWeek, [this](std::size_t number) { refer(number); });
        country_.flush();
        country_.clock().advance(7 * 24h);
    }
    Country& country() { return country_; }

private:
    template <class Make>
    void each(double a_week, Make const& make)
    {
        auto const count = static_cast<std::size_t>(a_week * part_);
        for (std::size_t i = 0; i < count; ++i)
            make(number_++);
    }
    matching::Someone const& someone(std::size_t number) const { return people_[number % people_.size()]; }
    Moment ago(std::chrono::milliseconds age) { return country_.clock().now() - age; }

    void notify(std::size_t number)
    {
        object data{{"incident_ref", "1226" + digits(number, 7)},
                    {"occurred_at", rfc3339(ago(9h))},
                    {"summary", "Verbal argument between adults; police attended."},
                    {"child_ref", "C" + std::to_string(number)},
                    {"child_forename", someone(number).truth.forename},
                    {"child_surname", someone(number).truth.surname},
                    {"child_dob", "2020-07-09"},
                    {"child_present", false},
                    {"school_urn", "901233"},
                    {"home_educated", false},
                    {"welfare_check", false}};
        country_.send({"encompass.notification", force(number % kForces), {}}, std::move(data));
    }
    void transfer(std::size_t number)
    {
        object data = example("prison.movement");
        std::string const letters{static_cast<char>('A' + number / 260'000 % 26),
                                  static_cast<char>('A' + number / 10'000 % 26)};
        data["prisoner_number"] = "A" + digits(number % 10'000, 4) + letters;
        data["moved_at"] = rfc3339(ago(1h));
        data.erase("published_at");
        data.erase("hospital");
        data.erase("details");
        country_.send({"prison.movement", kPrison, force(number % kForces)}, std::move(data));
    }
    void refer(std::size_t number)
    {
        object data = example("victim.referral-daily");
        matching::Someone const& who = someone(number);
        data["referral_ref"] = "R-" + std::to_string(number);
        data["referred_at"] = rfc3339(ago(6h));
        data["reported_at"] = rfc3339(ago(20h));
        data["victim_name"] = who.truth.forename + " " + who.truth.surname;
        data["victim_dob"] = "1978-03-14";
        AgencyId const from = force(number % kForces);
        country_.send({"victim.referral-daily", from, kHub}, std::move(data));
    }

    double part_;
    std::vector<matching::Someone> people_;
    Country country_{"2026-06-01T12:00:00Z"};
    std::size_t number_ = 0;
};

int run(double part)
{
    auto const begin = Steady::now();
    Year year{part};
    for (int week = 1; week <= kWeeks; ++week) {
        year.week();
        if (week % 13 == 0) {
            auto const messages = static_cast<double>(year.country().messages());
            std::printf(
                "week %2d: %8.0f entries, %6.0f s, %6.0f s of processor time, %6.0f bytes an entry on disk, "
                "%4.0f MiB of memory\n",
                week, messages, std::chrono::duration<double>(Steady::now() - begin).count(),
                static_cast<double>(std::clock()) / CLOCKS_PER_SEC,
                static_cast<double>(year.country().bytes()) / messages, memory_mib());
            std::fflush(stdout);
        }
    }
    return 0;
}

}  // namespace
}  // namespace micklegate::bench

int main(int argc, char** argv)
{
    micklegate::crypto::initialise();
    return micklegate::bench::run(argc > 1 ? std::stod(argv[1]) : 0.02);
}
