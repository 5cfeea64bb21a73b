#include "gateway/guard/lexicon.hpp"

#include <array>
#include <bitset>
#include <string>

namespace micklegate::guard {
namespace {

struct Group {
    Roles roles;
    std::string_view words;  ///< parted by spaces; "rd=road" gives the usual spelling
};

/// Street types with the Post Office's abbreviations: "st" is both Street and Saint, so all three become one word.
/// Prisons are named after towns, and towns after what people do and see: whatever stands in kCommon counts as a name
/// only with a capital.
constexpr std::array kGroups{
    Group{kStreetType,
          "road rd=road street st=street str=street saint=street avenue av=avenue ave=avenue lane ln=lane la=lane "
          "close cl=close clo=close drive dr=drive drv=drive crescent cr=crescent cres=crescent court ct=court "
          "crt=court garden gdn=garden gardens gdns=gardens grove gr=grove gro=grove green grn=green place pl=place "
          "park pk=park square sq=square terrace ter=terrace terr=terrace tce=terrace way wy=way walk wlk=walk "
          "house hse=house ho=house building bldg=building buildings bldgs=buildings mount mt=mount hill hl=hill "
          "view vw=view row mews gate rise croft parade"},
    Group{kFlat, "flat apartment apt=apartment unit room floor"},
    Group{
        kCommon,
        "a i the an and of in on at to by no so be do go my we he it is us reading bath hull moor moorland moorlands "
        "grange hall new full low home house hill hope ash deal sale wells ware march may bury rye hook battle "
        "sandwich rugby nelson street mill church station high main park green lane back old east west north south "
        "mount top rose grace faith will young long wood woods field fields day bell brown white black grey king page "
        "price rich bill jack frank grant chase dean drew earl guy art ray sky summer dawn eve joy ivy lily daisy "
        "olive hazel heather holly iris poppy violet ruby amber pearl crystal april june sue pat rob nick peg dot "
        "bob don gay carol penny sandy miles max tony mark marks cook baker butcher carter mason shepherd walker "
        "fox wolf lamb swift bird martin robin jay reed marsh brook brooks rivers banks bridge stone steel gold "
        "all saints silver best good hard small short little strong noble savage bishop pope knight major case cross "
        "rush "
        "love hand head foot hart burns barnes wright child parent parents ward wall waters winter frost snow "
        "storm flood speed power price sharp close lee riverside hilltop village community"},
    Group{kEveryday,
          "a i the an and or of in on at to by so be do my we he it is us no not as if for from with was were are has "
          "had have been will would her his him she they them their there this that these those who which when where "
          "what how why also then than but after before about into out over up down off very more most any some all "
          "other another same old new young now today tonight yesterday tomorrow day night week month "
          "year time morning evening police officer officers constable sergeant report reported incident call called "
          "child children school parent parents mother father mum mom dad sister brother sibling siblings son "
          "daughter aunt uncle grandmother grandfather grandparents family partner husband wife man woman boy girl "
          "person people adult adults victim suspect witness neighbour neighbours friend teacher home house address "
          "street road town village prison custody cell phone telephone number email contact safe unsafe unknown none "
          "visit visited said told seen heard came went left made took given known present risk concern court order "
          "case note notice social worker service services nhs gp dob nfa pnc cps nmo dapo iom "
          "marac idva isva"},
    Group{kTitle, "mr mrs ms miss mx"},
    Group{kRank,
          "pc pcso dc ds di dci dcs sgt sergeant insp inspector supt superintendent constable officer det "
          "detective dr doctor judge councillor cllr rev reverend prof professor"},
    Group{kBody,
          "court crown magistrates magistrate county family hospital hosp=hospital infirmary royal general city "
          "council united "
          "rovers town fc afc kr rufc rlfc university uni beckett college racecourse races airport cathedral minster "
          "constabulary probation prisons police surgery library church parish hospice fire ambulance nhs teaching "
          "foundation sheffield "
          "primary secondary school academy nursery infant infants junior juniors day bridge stadium "
          "arena museum theatre castle abbey marina docks trinity wanderers athletic albion rhinos "
          "tigers racing"},
    Group{kNotAPlace, "new county"},
    Group{kBodyOf, "university duke duchess city bishop archbishop bank college lord earl"},
    Group{kPrisonWord,
          "prison jail=prison gaol=prison hmp hmyoi yoi hmpyoi omu offender offenders remand induction custody"},
    Group{kCustodyPart, "wing cell houseblock landing block unit"},
    Group{kSchoolWord,
          "school schools=school sch=school primary pri=primary secondary academy acad=academy college coll=college "
          "high junior juniors=junior infant infants=infant inf=infant nursery grammar comprehensive sixth pru "
          "preschool federation pupil pupils"},
    Group{kSchoolFiller,
          "ce cofe c of e rc church england catholic roman community va vc voluntary aided controlled methodist free "
          "girls boys and form the pupil referral unit trust"},
    Group{kAttends, "attends attend attending attended"},
    Group{kPupil,
          "pupil pupils student students goes go going enrolled roll form year place brother sister sibling siblings "
          "son daughter twins children kids halfbrother stepson nursery sixth reception class teacher"},
    Group{kMonth,
          "january jan=january february feb=february march mar=march april apr=april may june jun=june july jul=july "
          "august aug=august september sep=september sept=september october oct=october november nov=november "
          "december dec=december"},
    Group{kNumberWord,
          "zero=0 oh=0 nought=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 "
          "twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 first=1 "
          "second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12"},
    Group{kNumberWord | kTens, "twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90"},
    Group{kHundred, "hundred"},
    Group{kTwice, "double"},
};

struct Slot {
    std::string_view written;
    Meaning meaning;
};

constexpr std::size_t kSlots = 4096;
constexpr std::size_t kLongestWord = 14;

std::size_t slot_of(std::string_view word) noexcept
{
    auto const at = [word](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(word[i])); };
    return (at(0) * 37 + at(word.size() / 2) * 331 + at(word.size() - 1) * 1'291 + word.size() * 97) % kSlots;
}

class Lexicon {
public:
    Lexicon()
    {
        for (Group const& group : kGroups)
            for (std::string_view rest = group.words; !rest.empty();) {
                std::string_view const entry = rest.substr(0, rest.find(' '));
                rest.remove_prefix(std::min(entry.size() + 1, rest.size()));
                std::size_t const sign = entry.find('=');
                std::string_view const written = entry.substr(0, sign);
                Slot& slot = place_of(written);
                if (slot.written.empty())
                    slot = {written, {sign == std::string_view::npos ? written : entry.substr(sign + 1), 0}};
                slot.meaning.roles |= group.roles;
                begun_.set(slot_of(written));
            }
    }

    [[nodiscard]] Meaning const* find(std::string_view word) const noexcept
    {
        if (word.empty() || word.size() > kLongestWord || !begun_[slot_of(word)])
            return nullptr;
        for (std::size_t at = slot_of(word); !slots_[at].written.empty(); at = (at + 1) % kSlots)
            if (slots_[at].written == word)
                return &slots_[at].meaning;
        return nullptr;
    }

private:
    Slot& place_of(std::string_view word) noexcept
    {
        std::size_t at = slot_of(word);
        while (!slots_[at].written.empty() && slots_[at].written != word)
            at = (at + 1) % kSlots;
        return slots_[at];
    }

    std::array<Slot, kSlots> slots_{};
    std::bitset<kSlots> begun_;  ///< slots some word belongs into: small enough to stay in the fastest cache
};

}  // namespace

Meaning const* meaning_of(std::string_view folded) noexcept
{
    static Lexicon const lexicon;
    return lexicon.find(folded);
}

}  // namespace micklegate::guard
