#include "gateway/api/order_question.hpp"

#include "gateway/api/agreed_purpose.hpp"
#include "gateway/matching/tokens.hpp"
#include "gateway/model/fold.hpp"
#include "gateway/recognise/identifiers.hpp"

#include <array>

namespace micklegate::api {
namespace {

using matching::Asked;

/// Longer is no name and no address, and would cost time.
constexpr std::size_t kLongest = 300;

struct Texts {
    std::string purpose;
    std::string forename;
    std::string surname;
    std::string birth_date;
    std::string address;
    std::string pncid;
    std::string reference;
    std::string at;
};

void read_texts(json::RecordReader& reader, Texts& texts, Result<void>& person_sound)
{
    texts.purpose = reader.text("purpose");
    texts.reference = reader.text_or("reference", "");
    texts.at = reader.text_or("at", "");
    if (!reader.has("person"))
        return;
    json::RecordReader person = reader.record("person");
    texts.forename = person.text_or("forename", "");
    texts.surname = person.text_or("surname", "");
    texts.birth_date = person.text_or("birth_date", "");
    texts.address = person.text_or("address", "");
    texts.pncid = person.text_or("pncid", "");
    person_sound = person.finish();
}

Problem invalid(char const* pointer, char const* detail, char const* next = "")
{
    return field_problem(ProblemCode::kInvalidValue, pointer, detail, next);
}

Result<void> check_lengths(Texts const& texts)
{
    struct Field {
        std::string Texts::*text;
        char const* pointer;
    };
    constexpr std::array kFields{
        Field{&Texts::forename, "/person/forename"},     Field{&Texts::surname, "/person/surname"},
        Field{&Texts::birth_date, "/person/birth_date"}, Field{&Texts::address, "/person/address"},
        Field{&Texts::pncid, "/person/pncid"},           Field{&Texts::reference, "/reference"}};
    for (Field const& field : kFields)
        if ((texts.*field.text).size() > kLongest)
            return invalid(field.pointer, "is too long for what it is");
    return {};
}

/// In the normal form that messages have it in; a number that cannot be right would find nobody.
Result<std::string> number_of(std::string const& pncid)
{
    auto const* const check = recognise::named_check("pncid");
    if (check != nullptr && check->fault(pncid))
        return invalid("/person/pncid", "is no Police National Computer number",
                       "Leave it out, or read it again: its last letter must fit its digits.");
    return recognise::normal_form("pncid", pncid);
}

Result<void> read_person(Texts const& texts, OrderQuestion& read)
{
    Asked& asked = read.question.asked;
    asked.forename = texts.forename;
    asked.surname = texts.surname;
    if (!texts.forename.empty() || !texts.surname.empty())
        read.asked_by.emplace_back("name");
    if (!texts.birth_date.empty()) {
        auto const birth = parse_iso_date(texts.birth_date);
        if (!birth)
            return invalid("/person/birth_date", "must be a date, YYYY-MM-DD");
        asked.birth = *birth;
        read.asked_by.emplace_back("birth_date");
    }
    if (!texts.address.empty()) {
        asked.addresses = {texts.address};
        read.asked_by.emplace_back("address");
    }
    if (!texts.pncid.empty()) {
        auto const number = number_of(texts.pncid);
        if (!number)
            return number.error();
        asked.numbers = {*number};
        read.asked_by.emplace_back("pncid");
    }
    if (!texts.reference.empty()) {
        // Whoever asks does not say which it is.
        asked.references = {fold(recognise::normal_form("family_case_number", texts.reference))};
        read.asked_by.emplace_back("reference");
    }
    return {};
}

}  // namespace

Result<OrderQuestion> read_order_question(receive::HttpRequest const& request, policy::PolicySet const& policy,
                                          Moment now)
{
    Texts texts;
    Result<void> person_sound;
    auto by = read_decision(request, Reason::kOptional,
                            [&](json::RecordReader& reader) { read_texts(reader, texts, person_sound); });
    if (!by || !person_sound)
        return by ? person_sound.error() : by.error();
    if (auto const sound = check_lengths(texts); !sound)
        return sound.error();
    if (auto const sound =
            check_agreed_purpose(texts.purpose, policy, "Officers ask the register for order_enforcement.");
        !sound)
        return sound.error();
    OrderQuestion read{*std::move(by), {{}, now, std::move(texts.purpose)}, {}};
    if (auto const sound = read_person(texts, read); !sound)
        return sound.error();
    if (!texts.at.empty()) {
        auto const at = parse_rfc3339(texts.at);
        if (!at)
            return invalid("/at", "must be a time with an offset, RFC 3339");
        read.question.at = *at;
    }
    if (matching::tokens_to_ask(read.question.asked).empty())
        return invalid("/person", "is too little to find anybody by",
                       "Give a surname with a forename or the date of birth, an address with its postcode, a PNCID, "
                       "or the reference of the case or order.");
    return read;
}

}  // namespace micklegate::api
