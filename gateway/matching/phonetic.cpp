#include "gateway/matching/phonetic.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace micklegate::matching {
namespace {

constexpr std::size_t kCodeLength = 6;
constexpr std::size_t kMostReadings = 16;
constexpr std::size_t kLongestSpelling = 7;

/// What letters sound like: at the start of a name, before a vowel, elsewhere. "|" parts two readings; empty is not
/// coded.
struct Sound {
    std::string_view spellings;  ///< between spaces
    std::string_view at_start;
    std::string_view before_vowel;
    std::string_view elsewhere;
};

/// The coding chart as its authors publish it (avotaynu.com/soundex.htm), spellings of one sound in one row.
constexpr std::array kChart{
    Sound{" a e i o u ", "0", "", ""},
    Sound{" ai aj ay ei ej ey oi oj oy ui uj uy ue ", "0", "1", ""},
    Sound{" au ", "0", "7", ""},
    Sound{" eu ", "1", "1", ""},
    Sound{" ia ie io iu y ", "1", "", ""},
    Sound{" j ", "1|4", "|4", "|4"},
    Sound{" schtsch schtsh schtch shtch shtsh stsch zhdzh shch stch strz strs stsh szcz szcs zdzh zdz sc ", "2", "4",
          "4"},
    Sound{" scht schd sht szt shd szd zhd st sd zd ", "2", "43", "43"},
    Sound{" d dt t th ", "3", "3", "3"},
    Sound{" ttsch ttch tsch ttsz zsch csz czs drz drs dsh dsz dzh dzs sch tch trz trs tsh tts ttz tzs tsz zsh "
          "cz cs ds dz sh sz ts tc tz zh zs s z ",
          "4", "4", "4"},
    Sound{" c ch ", "4|5", "4|5", "4|5"},
    Sound{" ck ", "5|45", "5|45", "5|45"},
    Sound{" rs rz ", "4|94", "4|94", "4|94"},
    Sound{" g k kh q ", "5", "5", "5"},
    Sound{" h ", "5", "5", ""},
    Sound{" chs ks x ", "5", "54", "54"},
    Sound{" m n ", "6", "6", "6"},
    Sound{" mn nm ", "66", "66", "66"},
    Sound{" b f fb p pf ph v w ", "7", "7", "7"},
    Sound{" l ", "8", "8", "8"},
    Sound{" r ", "9", "9", "9"},
};

constexpr bool vowel(char c) noexcept { return std::string_view{"aeiou"}.find(c) != std::string_view::npos; }

struct Spelled {
    Sound const* sound = nullptr;
    std::size_t letters = 1;
};

/// The longest spelling that the name begins with.
Spelled first_sound(std::string_view name)
{
    for (std::size_t letters = std::min(kLongestSpelling, name.size()); letters > 0; --letters) {
        std::string const spelling = ' ' + std::string{name.substr(0, letters)} + ' ';
        for (Sound const& sound : kChart)
            if (sound.spellings.find(spelling) != std::string_view::npos)
                return {&sound, letters};
    }
    return {};
}

/// One way to read the name so far. Adjacent letters with one code are coded once, so the last digit is remembered.
struct Reading {
    std::string code;
    char last = '\0';

    friend auto operator<=>(Reading const&, Reading const&) = default;
};

Reading with(Reading reading, std::string_view digits)
{
    if (!digits.empty() && digits.front() == reading.last)
        reading.code += digits.substr(1);
    else
        reading.code += digits;
    reading.last = digits.empty() ? '\0' : digits.back();
    return reading;
}

std::set<Reading> read_on(std::set<Reading> const& readings, std::string_view codes)
{
    std::set<Reading> next;
    std::size_t const bar = std::min(codes.find('|'), codes.size());
    for (Reading const& reading : readings) {
        next.insert(with(reading, codes.substr(0, bar)));
        if (bar < codes.size())
            next.insert(with(reading, codes.substr(bar + 1)));
    }
    while (next.size() > kMostReadings)
        next.erase(std::prev(next.end()));
    return next;
}

}  // namespace

std::set<std::string> sounds_of(std::string_view folded_name)
{
    std::set<Reading> readings{Reading{}};
    bool at_start = true;
    while (!folded_name.empty()) {
        auto const [sound, letters] = first_sound(folded_name);
        folded_name.remove_prefix(letters);
        if (sound == nullptr)
            continue;
        bool const leads = !folded_name.empty() && vowel(folded_name.front());
        readings = read_on(readings, at_start ? sound->at_start : leads ? sound->before_vowel : sound->elsewhere);
        at_start = false;
    }
    std::set<std::string> codes;
    for (Reading const& reading : readings) {
        std::string code = reading.code.substr(0, kCodeLength);
        if (!at_start)
            codes.insert(code.append(kCodeLength - code.size(), '0'));
    }
    return codes;
}

}  // namespace micklegate::matching
