#include "gateway/recognise/read_recipient.hpp"

#include "gateway/recognise/read_fields.hpp"

#include <array>

namespace micklegate::recognise {
namespace {

using boost::json::object;

constexpr char const* kAt = "/x-recipient";

constexpr std::array<std::string_view, 8> kRecipientKeys{"by",         "name", "urn",     "postcode",
                                                         "birth_date", "on",   "area_if", "area_postcode"};

}  // namespace

void read_recipient(SpecReader& reader, MessageSpec& spec)
{
    static Known const kWays{"sender or school", {"sender", "school"}};
    object const& recipient = reader.object_at(spec.schema, "x-recipient", "");
    reader.allow_only(kRecipientKeys, recipient, kAt);
    if (reader.word_at(recipient, "by", kAt, kWays) == "sender") {
        if (recipient.size() != 1)
            reader.refuse(kAt, "needs nothing but \"by\" when the sender names the recipient");
        return;
    }
    Known const field = any_field(spec);
    Known const time = time_field(spec);
    RecipientRule& rule = spec.recipient;
    rule.by = RecipientRule::By::kSchool;
    rule.name_field = reader.word_at(recipient, "name", kAt, field);
    rule.urn_field = reader.word_at(recipient, "urn", kAt, field);
    rule.postcode_field = reader.word_at(recipient, "postcode", kAt, field);
    rule.birth_date_field = reader.word_at(recipient, "birth_date", kAt, time);
    rule.on_field = reader.word_at(recipient, "on", kAt, time);
    if (recipient.contains("area_if") || recipient.contains("area_postcode")) {
        rule.area_if_field = reader.word_at(recipient, "area_if", kAt, field);
        rule.area_postcode_field = reader.word_at(recipient, "area_postcode", kAt, field);
    }
}

}  // namespace micklegate::recognise
