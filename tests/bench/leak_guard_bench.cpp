// What the leak guard costs a message: reading its texts, looking for what it withholds, and for what registers know.
#include "gateway/guard/leak_guard.hpp"

#include <benchmark/benchmark.h>

namespace micklegate::guard {
namespace {

recognise::MessageSpec spec()
{
    recognise::MessageSpec spec;
    spec.fields = {{"summary", "", "free_text", "", ""},           {"location", "", "address_victim", "", ""},
                   {"victim_name", "", "identity", "", ""},        {"victim_address", "", "address_victim", "", ""},
                   {"victim_phone", "", "contact_unsafe", "", ""}, {"suspect_name", "", "criminal_allegation", "", ""},
                   {"prison", "", "custody_location", "", ""},     {"sibling_school", "", "child_school", "", ""}};
    return spec;
}

boost::json::object const& released()
{
    static boost::json::object const data{
        {"location", "Wetherdale"},
        {"summary",
         "Officers attended after a call from a neighbour and spoke to both adults apart. There was shouting and a "
         "door was "
         "damaged; nobody needed medical treatment. One adult left before the officers arrived and was later found and "
         "spoken to. The children were upstairs and were seen by an officer before they went back to sleep. A safety "
         "plan "
         "was agreed and a marker was placed so that any further call is answered at once. The family's support worker "
         "has "
         "been told and will visit in the morning. The school's safeguarding lead is asked to speak to each child "
         "alone, "
         "and not to ring home before noon."}};
    return data;
}

boost::json::object const& withheld()
{
    static boost::json::object const data{{"victim_name", "Noor Pemberton"},
                                          {"victim_address", "12 Cragdale Road, Nunstead, YO98 4FP"},
                                          {"victim_phone", "07700 900901"},
                                          {"suspect_name", "Ellis Thackray"},
                                          {"prison", "HMP Hull"},
                                          {"sibling_school", "St Mary's Catholic Primary School"}};
    return data;
}

void read_released_text(benchmark::State& state)
{
    auto const types = spec();
    for (auto _ : state)
        benchmark::DoNotOptimize(ReleasedText{types, released()});
}
BENCHMARK(read_released_text);

void look_for_withheld_values(benchmark::State& state)
{
    auto const types = spec();
    ReleasedText const text{types, released()};
    for (auto _ : state)
        benchmark::DoNotOptimize(find_leak(types, text, withheld()));
}
BENCHMARK(look_for_withheld_values);

void look_for_known_values(benchmark::State& state)
{
    crypto::ShortHashKey const key{1, 2, 3};
    std::vector<Mark> marks;
    for (auto const& [name, value] : withheld()) {
        auto const some = marks_of(spec().field(name)->field_class, value.as_string(), key);
        marks.insert(marks.end(), some.begin(), some.end());
    }
    marks.resize(static_cast<std::size_t>(state.range(0)));
    auto const types = spec();
    ReleasedText const text{types, released()};
    for (auto _ : state)
        benchmark::DoNotOptimize(find_known(text, marks, key));
}
BENCHMARK(look_for_known_values)->Arg(0)->Arg(5)->Arg(20);

}  // namespace
}  // namespace micklegate::guard
