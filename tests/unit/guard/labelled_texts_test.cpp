// The leak guard measured: on texts as officers, teachers, advisers and prison staff write them, labelled by hand.
#include "tests/unit/guard/labelled_texts.hpp"
#include "gateway/guard/leak_guard.hpp"

#include <gtest/gtest.h>

#include <iomanip>
#include <iostream>
#include <map>

namespace micklegate::guard {
namespace {

struct Tally {
    int leaks = 0;
    int found = 0;
    int innocent = 0;
    int held = 0;

    void add(LabelledText const& row, bool hit)
    {
        (row.leaks ? leaks : innocent) += 1;
        (row.leaks ? found : held) += hit ? 1 : 0;
    }
    [[nodiscard]] double recall() const { return leaks == 0 ? 1.0 : double(found) / leaks; }
    [[nodiscard]] double false_holds() const { return innocent == 0 ? 0.0 : double(held) / innocent; }
};

void print(std::string const& name, Tally const& tally)
{
    std::cout << std::left << std::setw(16) << name << std::right << std::fixed << std::setprecision(3) << "  recall "
              << tally.recall() << " (" << tally.found << '/' << tally.leaks << ")  false holds " << tally.false_holds()
              << " (" << tally.held << '/' << tally.innocent << ")\n";
}

TEST(LabelledTexts, AreFoundAndHeldAsTheirLabelsSay)
{
    auto const spec = labelled_spec();
    std::map<std::string, Tally> by_kind;
    Tally all;
    Tally aside;

    for (LabelledText const& row : labelled_texts()) {
        bool const hit = find_leak(spec, released_fields(row), prefixed("kept_", row.withheld)).has_value();
        by_kind[row.kind].add(row, hit);
        all.add(row, hit);
        if (row.aside())
            aside.add(row, hit);
        if (hit != row.leaks)
            std::cout << (hit ? "held:   " : "missed: ") << row.kind << ':' << row.line << "  " << row.text << "  ("
                      << row.why << ")\n";
    }

    for (auto const& [kind, tally] : by_kind)
        print(kind, tally);
    print("all", all);
    print("kept aside", aside);
    EXPECT_GE(all.leaks, 250);
    EXPECT_GE(all.innocent, 250);
    EXPECT_GE(all.recall(), 0.98);
    EXPECT_LE(all.false_holds(), 0.02);
}

}  // namespace
}  // namespace micklegate::guard
