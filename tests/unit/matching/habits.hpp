// Spellings and nicknames that mistakes are drawn from: those the code was tried on, and those kept aside.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace micklegate::matching {

/// What a run draws its mistakes from. The held-out ones were written down before anything was measured, and no table
/// of the code was filled from them; but that unlisted diminutives missed half their records led to forename-differs.
struct Habits {
    std::vector<std::pair<std::string, std::string>> transliterations;
    std::map<std::string, std::vector<std::string>> nicknames;
    bool first_letter_too = false;  ///< typos
};

inline Habits const& known_habits()
{
    static Habits const kHabits{{{"szym", "shim"},
                                 {"ski", "sky"},
                                 {"w", "v"},
                                 {"cz", "ch"},
                                 {"oleks", "aleks"},
                                 {"mohammed", "muhammad"},
                                 {"chowdhury", "choudhury"},
                                 {"hussain", "hussein"},
                                 {"yusuf", "youssef"},
                                 {"mm", "m"},
                                 {"volodymyr", "vladimir"},
                                 {"lukasz", "lukas"},
                                 {"okaf", "okaph"}},
                                {{"elizabeth", {"Liz", "Beth", "Lizzie"}},
                                 {"robert", {"Bob", "Rob"}},
                                 {"william", {"Bill", "Will"}},
                                 {"margaret", {"Peggy", "Maggie"}},
                                 {"michael", {"Mick", "Mike"}},
                                 {"james", {"Jim", "Jamie"}},
                                 {"thomas", {"Tom"}},
                                 {"daniel", {"Dan"}},
                                 {"mohammed", {"Mo"}},
                                 {"katarzyna", {"Kasia"}},
                                 {"oleksandr", {"Sasha"}},
                                 {"gareth", {"Gaz"}},
                                 {"susan", {"Sue"}},
                                 {"stephen", {"Steve"}}},
                                false};
    return kHabits;
}

inline Habits const& held_out_habits()
{
    static Habits const kHabits{
        {{"rz", "zh"},     {"ch", "kh"},       {"j", "y"},       {"kh", "k"},   {"ou", "oo"},
         {"q", "k"},       {"ahmed", "ahmad"}, {"szcz", "shch"}, {"oo", "u"},   {"dh", "d"},
         {"iy", "y"},      {"ei", "ey"},       {"enko", "enco"}, {"ks", "x"},   {"rahman", "rehman"},
         {"rhys", "rees"}, {"ll", "l"},        {"kw", "qu"},     {"mue", "mu"}, {"aye", "ai"}},
        {{"margaret", {"Mags"}},
         {"elizabeth", {"Lizzy", "Lilibet"}},
         {"christopher", {"Topher", "Chrissy"}},
         {"thomas", {"Tam", "Thos"}},
         {"james", {"Jimbo"}},
         {"robert", {"Robby"}},
         {"katarzyna", {"Kaska"}},
         {"stephen", {"Ste"}},
         {"michael", {"Micky"}},
         {"patricia", {"Trisha"}},
         {"david", {"Davie"}},
         {"susan", {"Suze"}},
         {"william", {"Wilf"}},
         {"oleksandr", {"Sashko"}},
         {"abigail", {"Abbie"}},
         {"rebecca", {"Beck"}},
         {"anthony", {"Toni"}},
         {"mohammed", {"Mo"}},
         {"jennifer", {"Jenn"}},
         {"daniel", {"Dan"}}},
        true};
    return kHabits;
}

}  // namespace micklegate::matching
