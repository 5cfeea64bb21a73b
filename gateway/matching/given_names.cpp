#include "gateway/matching/given_names.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace micklegate::matching {
namespace {

/// A name in full first, then what else it is called; a spelling may stand in several rows. English diminutives in
/// common use, then transliterations that sound or letters do not already bring together.
constexpr std::array<std::string_view, 138> kRows{
    "abdul abd",
    "abigail abi abby gail",
    "adrian ade",
    "ahmed ahmad ahmet",
    "alan al allan allen alun",
    "albert al bert bertie",
    "alexander alex al alec sandy sasha xander alexandr aleksandr oleksandr aleksander oleksander iskander",
    "alexandra alex alexa sandra sasha lexi aleksandra oleksandra",
    "alfred alf alfie fred",
    "alison ali allison",
    "amanda mandy",
    "amelia amy milly millie",
    "andrew andy drew andrzej andriy andrii andrei andrey",
    "angela angie ange",
    "ann anna anne annie nan anya hanna",
    "anthony tony ant antony antoni anton",
    "archibald archie",
    "arthur art artie artur",
    "barbara barb babs basia",
    "benjamin ben benji benny",
    "bernard bernie",
    "beverley bev",
    "bradley brad",
    "bridget bridie biddy",
    "cameron cam",
    "caroline carol carrie",
    "catherine cath cathy cat kate katie kathy kath kit kitty katherine kathryn kathleen katarzyna kasia kateryna",
    "charles charlie chas chuck chaz karol",
    "charlotte charlie lottie",
    "christina chris chrissie tina krystyna kristina",
    "christine chris chrissie tina",
    "christopher chris kit topher krzysztof",
    "clifford cliff",
    "daniel dan danny dani danylo",
    "david dave davy davey dai dawid dafydd dewi daud",
    "deborah deb debbie debs debra",
    "dennis den denny denys",
    "derek del",
    "dominic dom nick",
    "donald don donnie",
    "dorothy dot dotty dolly",
    "douglas doug",
    "edward ed eddie ted teddy ned",
    "edwin ed eddie",
    "eleanor ellie nell nellie nora",
    "elizabeth liz lizzie beth betty bess bessie eliza libby lisa betsy elsie elisabeth elzbieta ela",
    "emily em emmy millie",
    "eugene gene yevhen evgeny yevgeny",
    "fatima fatma fatimah fatemeh",
    "frances fran franny frankie",
    "francis frank frankie fran franciszek",
    "frederick fred freddie freddy rick",
    "gabriel gabe",
    "gareth gary gaz",
    "gary gaz gazza garry",
    "geoffrey geoff jeff jeffrey",
    "george georgie jerzy heorhiy yuri yuriy",
    "gerald gerry jerry",
    "gillian gill jill",
    "grace gracie",
    "graham gray graeme",
    "gregory greg grzegorz hryhoriy",
    "gwendoline gwen",
    "harold harry hal",
    "harriet hattie harry",
    "helen nell nellie lena olena elena halina",
    "henry harry hal hank henryk",
    "hubert bert hugh",
    "hussain hussein husayn hossain husain",
    "ibrahim abraham ebrahim abe",
    "isaac ike ishaq",
    "isabel bel bella belle izzy isabelle isabella",
    "ivan john evan jan",
    "jacob jake jakub yakub yaqub",
    "jacqueline jackie jacqui",
    "james jim jimmy jamie jem",
    "jane janie jenny janet",
    "jennifer jen jenny jenni",
    "jeremy jez jem jerry",
    "jessica jess jessie",
    "joanna jo joanne joan joann",
    "john jack johnny jonny jon ian ioan",
    "jonathan jon jonny jonty nathan",
    "joseph joe joey jozef yosyp yusuf youssef yousef yousuf josef",
    "josephine jo josie",
    "joshua josh",
    "judith judy jude judi",
    "julia julie jules yulia julita",
    "kenneth ken kenny",
    "kimberley kim",
    "laura lori",
    "lawrence larry laurie laurence loz",
    "leonard len lenny leo",
    "leslie les",
    "lewis lou lew louis",
    "louise lou lulu",
    "lucy lucie",
    "luke lukas lukasz luca lucas",
    "margaret maggie meg peggy peg madge greta rita marge daisy malgorzata gosia mairead megan",
    "mark marc marcus marek",
    "martin marty marcin",
    "mary maria marie molly polly may mae mariya maryam miriam",
    "matthew matt matty mateusz matviy",
    "maureen mo",
    "michael mick mickey mike mikey michal mykhailo mikhail",
    "mohammed mo mohammad mohamed mohamad muhammad muhammed mohd md mahomed mehmet",
    "natalie nat nathalie natalia nataliya",
    "nathaniel nat nate nathan",
    "nicholas nick nicky nico mikolaj mykola nikolai",
    "nicola nicky nikki nic",
    "oliver ollie olly",
    "olivia liv livvy",
    "pamela pam",
    "patricia pat patsy tricia trish patti",
    "patrick pat paddy rick padraig",
    "paul pavlo pawel pablo",
    "peter pete piotr petro petr",
    "philip phil pip phillip filip",
    "rebecca becky becca bex",
    "richard rick ricky dick richie rich ryszard",
    "robert rob robbie bob bobby bert roberto",
    "ronald ron ronnie",
    "samantha sam sammy",
    "samuel sam sammy",
    "stephen steve stevie steven stefan stepan szczepan",
    "susan sue susie suzie sukie suzanne zuzanna",
    "terence terry tel",
    "theodore ted theo teddy",
    "theresa terry tess tessa teresa",
    "thomas tom tommy tomasz",
    "timothy tim timmy",
    "victoria vicky tori vikki viktoria viktoriya wiktoria",
    "vincent vince vinny",
    "vladimir volodymyr wlodzimierz vlad vova",
    "walter wally walt",
    "william will bill billy willy wills liam gwilym",
    "yevhenia eugenia evgenia",
    "zachary zach zack zakariya zakaria",
};

/// Every spelling with the names in full of the rows it stands in.
std::unordered_map<std::string_view, std::vector<std::string_view>> read_rows()
{
    std::unordered_map<std::string_view, std::vector<std::string_view>> full;
    for (std::string_view row : kRows) {
        std::string_view const head = row.substr(0, row.find(' '));
        while (!row.empty()) {
            std::size_t const end = std::min(row.find(' '), row.size());
            if (row.substr(0, end) != head)
                full[row.substr(0, end)].push_back(head);
            row.remove_prefix(std::min(end + 1, row.size()));
        }
    }
    return full;
}

}  // namespace

std::vector<std::string_view> full_names(std::string_view folded_forename)
{
    static auto const kFull = read_rows();
    std::vector<std::string_view> names{folded_forename};
    if (auto const found = kFull.find(folded_forename); found != kFull.end())
        names.insert(names.end(), found->second.begin(), found->second.end());
    return names;
}

bool one_given_name(std::string_view one, std::string_view two)
{
    auto const names = full_names(one);
    return std::ranges::any_of(full_names(two),
                               [&](std::string_view name) { return std::ranges::find(names, name) != names.end(); });
}

}  // namespace micklegate::matching
