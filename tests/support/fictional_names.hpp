// Names to make fictional people of: lists, commonest first, and parts from which uncommon surnames are put together.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace micklegate::matching {

struct Culture {
    unsigned share;  ///< of a hundred people
    std::vector<std::string_view> forenames;
    std::vector<std::string_view> surnames;
    std::vector<std::string_view> stems;
    std::vector<std::string_view> endings;
    std::vector<std::pair<std::string_view, std::string_view>> twins;  ///< forenames that parents give to both
};

inline std::vector<Culture> const& cultures()
{
    static std::vector<Culture> const kAll{
        {52,
         {"David",    "James",   "John",        "Daniel",    "Thomas",  "Michael", "Robert",  "Paul",      "Andrew",
          "Mark",     "Stephen", "Christopher", "Matthew",   "William", "Jack",    "Joshua",  "Anthony",   "Samuel",
          "Joseph",   "Richard", "Benjamin",    "Edward",    "George",  "Peter",   "Liam",    "Ryan",      "Lee",
          "Craig",    "Darren",  "Kevin",       "Sarah",     "Emma",    "Susan",   "Rebecca", "Elizabeth", "Margaret",
          "Jennifer", "Laura",   "Patricia",    "Catherine", "Nicola",  "Karen",   "Abigail", "Zara",      "Mary-Ann",
          "Nathan",   "Gareth",  "Barry",       "Terence",   "Victoria"},
         {"Smith",   "Jones",    "Taylor",     "Brown",  "Wilson",   "Johnson", "Walker",   "Wright",    "Robinson",
          "White",   "Thompson", "Hall",       "Green",  "Clarke",   "Jackson", "Wood",     "Turner",    "Hill",
          "Cooper",  "Ward",     "Moore",      "Baker",  "Harrison", "Parker",  "Bennett",  "Cook",      "Shaw",
          "Carter",  "Mason",    "Fisher",     "Holmes", "Barker",   "Dixon",   "Metcalfe", "Dawson",    "Pearson",
          "Harland", "Farrar",   "Wetherell",  "Gaunt",  "O'Brien",  "O'Neill", "McDonald", "MacKenzie", "McCarthy",
          "St John", "de Lacy",  "Fitzgerald", "Murphy", "Kelly"},
         {"Ash",   "Brad",  "Thorn", "Hart", "Wink",  "Stan", "Kirk",   "Mid",  "Nor",   "Sut",
          "Wes",   "Eas",   "Hol",   "Lang", "Apple", "Bar",  "Cold",   "Dun",  "Elm",   "Fair",
          "Grims", "Hawks", "Ing",   "Kel",  "Lin",   "Mar",  "Ravens", "Skel", "Thirl", "Ulle"},
         {"ley", "ton", "field", "worth", "by", "thorpe", "ham", "ford", "wick", "well", "combe", "shaw", "bourne",
          "dale", "gate"},
         {{"Ethan", "Evan"},
          {"Jayden", "Jaden"},
          {"Kayla", "Kyla"},
          {"Zara", "Sara"},
          {"John", "Joan"},
          {"Liam", "Lia"},
          {"Mia", "Mya"},
          {"Harry", "Harvey"},
          {"Jack", "Jake"}}},
        {5,
         {"Rhys", "Gareth", "Dafydd", "Llewellyn", "Owain", "Ieuan", "Gwilym", "Sian", "Megan", "Carys", "Angharad",
          "Bronwen", "Rhiannon", "Emrys", "Aled"},
         {"Jones", "Davies", "Williams", "Evans", "Thomas", "Roberts", "Lewis", "Hughes", "Griffiths", "Llewellyn",
          "Prosser", "Pugh", "Gwynne", "ap Rhys", "Beynon"},
         {"Pen", "Llan", "Tre", "Aber", "Caer"},
         {"rhyn", "wyn", "rose", "gwyn", "gelly", "fach"},
         {{"Rhys", "Rhun"}, {"Carys", "Cerys"}, {"Ioan", "Iwan"}}},
        {8,
         {"Łukasz", "Piotr", "Krzysztof", "Tomasz", "Paweł", "Michał", "Marcin", "Mateusz", "Katarzyna", "Małgorzata",
          "Agnieszka", "Zuzanna", "Wojciech", "Grzegorz", "Jakub"},
         {"Nowak", "Kowalski", "Wiśniewski", "Szymański", "Wójcik", "Kowalczyk", "Lewandowski", "Zieliński", "Woźniak",
          "Dąbrowski", "Jankowski", "Mazur", "Krawczyk", "Kaczmarek", "Szczepański"},
         {"Brzo", "Kali", "Wro", "Jabło", "Ostro", "Sado", "Zawi", "Mali", "Gro", "Czar", "Lipi", "Rado"},
         {"ński", "wski", "niak", "czyk", "szewski", "rowicz", "kiewicz", "bski"},
         {{"Marek", "Marcel"}, {"Kasia", "Basia"}, {"Jan", "Janek"}}},
        {3,
         {"Oleksandr", "Volodymyr", "Mykola", "Andriy", "Serhiy", "Dmytro", "Yevhen", "Olena", "Nataliya", "Kateryna",
          "Oksana", "Bohdan", "Yuriy"},
         {"Shevchenko", "Kovalenko", "Bondarenko", "Tkachenko", "Kravchenko", "Melnyk", "Kovalchuk", "Lysenko",
          "Petrenko", "Savchuk"},
         {"Hor", "Zakhar", "Vasyl", "Roman", "Kyryl", "Tymo", "Pavl", "Yur"},
         {"enko", "chuk", "iuk", "yshyn", "iv"},
         {{"Olena", "Olha"}, {"Danylo", "Danyil"}}},
        {15,
         {"Mohammed", "Muhammad", "Ali",      "Hassan", "Hussain", "Ahmed", "Imran",        "Amir",
          "Yusuf",    "Ibrahim",  "Bilal",    "Usman",  "Fatima",  "Aisha", "Ayesha",       "Zainab",
          "Harpreet", "Gurpreet", "Manpreet", "Raj",    "Sanjay",  "Priya", "Mohammed Ali", "Muhammad Hassan",
          "Sunita",   "Arjun",    "Deepak",   "Simran", "Tariq",   "Nadeem"},
         {"Khan",      "Ahmed",   "Hussain", "Patel", "Singh",  "Kaur",     "Ali",    "Begum", "Shah",    "Choudhury",
          "Chowdhury", "Mahmood", "Iqbal",   "Malik", "Akhtar", "Sharma",   "Rahman", "Mirza", "Qureshi", "Bhatti",
          "Gill",      "Sandhu",  "Dhillon", "Gupta", "Rehman", "Siddiqui", "Sheikh", "Aziz"},
         {"Vel", "Ram", "Krishna", "Subra", "Nara", "Raja", "Chandra", "Bala"},
         {"murthy", "swamy", "nathan", "kumar", "rao", "moorthy", "pillai", "yan"},
         {{"Hassan", "Hussain"},
          {"Amina", "Amira"},
          {"Sana", "Sania"},
          {"Harpreet", "Gurpreet"},
          {"Muhammad Hassan", "Muhammad Hussain"}}},
        {6,
         {"Mohamed", "Ahmad", "Omar", "Khalid", "Youssef", "Mustafa", "Karim", "Samir", "Layla", "Noor", "Mariam",
          "Abdul Rahman", "Abdullah", "Tareq", "Hamza"},
         {"al-Rashid", "al-Masri", "Haddad", "Nasser", "Mansour", "Aziz", "Saleh", "Hassan", "el-Sayed", "bin Saeed",
          "Khalil", "Farouk", "Qasim", "Hamdan"},
         {"al-Ja", "al-Ba", "al-Sha", "al-Kha", "al-Ha"},
         {"bouri", "ghdadi", "mmari", "tib", "lidi", "rbi", "wadi"},
         {{"Hasan", "Hassan"}, {"Layla", "Laila"}, {"Nur", "Nura"}}},
        {6,
         {"Chukwuemeka", "Adebayo", "Oluwaseun", "Kwame", "Kofi", "Emeka", "Ngozi", "Chinedu", "Funmilayo", "Amina",
          "Blessing", "Ifeoma", "Abena", "Yaw", "Tunde"},
         {"Okafor", "Okonkwo", "Adeyemi", "Mensah", "Owusu", "Osei", "Boateng", "Eze", "Nwosu", "Balogun", "Ibrahim",
          "Asante", "Nkrumah", "Obi"},
         {"Ade", "Olu", "Ola", "Ayo", "Oke", "Akin", "Oye", "Nwa", "Chi"},
         {"yemi", "wale", "bayo", "tunde", "sanya", "dele", "kola", "gbenga", "nedu", "chukwu"},
         {{"Taiwo", "Taiye"}, {"Kehinde", "Kemi"}, {"Ada", "Ade"}}},
        {5,
         {"Maria", "Sofia", "Carlos", "Ana", "Luis", "João", "José", "Inês", "Claire", "Étienne", "Jürgen", "Zoë",
          "Søren", "Björn", "François"},
         {"da Silva", "García", "Fernández", "van der Berg", "de la Cruz", "Müller", "dos Santos", "von Hagen",
          "Lefèvre", "Nuñez", "Ibáñez", "Dubois", "Højgaard", "Di Marco"},
         {"Mont", "Bel", "Ville", "Castel", "Rio"},
         {"franc", "nuevo", "ndez", "bran", "lando", "rosa"},
         {{"Ana", "Anna"}, {"Luis", "Luisa"}}},
    };
    return kAll;
}

}  // namespace micklegate::matching
