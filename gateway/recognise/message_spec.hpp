// What the catalogue says of one message type: its fields, their classes, and how its recipient is found.
#pragma once

#include "gateway/model/ids.hpp"

#include <boost/json/object.hpp>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::recognise {

/// One top-level property of the message's data. Release is decided per field, so nested values share their field's
/// class.
struct FieldSpec {
    std::string name;
    std::string title;
    std::string field_class;  ///< domain field class, e.g. "address_victim"
    std::string check;        ///< named check of identifiers.hpp, or empty
    std::string not_after;    ///< name of a field, or "now": a later value is impossible; or empty
};

/// Where the recipient comes from (x-recipient in the type's file).
struct RecipientRule {
    enum class By { kSender, kSchool };

    By by = By::kSender;
    // by school: which fields hold what the sender was told
    std::string name_field;
    std::string urn_field;
    std::string postcode_field;
    std::string birth_date_field;
    std::string on_field;       ///< date or date-time at which the age counts
    std::string area_if_field;  ///< boolean field: where true, the local authority of area_postcode_field receives it
    std::string area_postcode_field;
};

/// The property that holds the name where a list of people is one of objects.
inline constexpr std::string_view kListedName = "name";

/// Somebody a message is about.
struct PersonSpec {
    std::string role;                      ///< "victim", "child", "respondent" …
    std::vector<std::string> name_fields;  ///< in the order of the full name; or one field that lists people
    std::string birth_field;               ///< or empty
};

/// What a message does to the earlier one it follows.
enum class Effect {
    kAnswers,    ///< nothing
    kCorrects,   ///< says what of it was wrong; the earlier one stays readable
    kWithdraws,  ///< takes it back
};

inline constexpr std::array<std::string_view, 3> kEffects{"answers", "corrects", "withdraws"};  ///< as files name them

[[nodiscard]] constexpr std::string_view name_of(Effect effect) noexcept
{
    return kEffects[static_cast<std::size_t>(effect)];
}

/// What a message does to a record that outlives it.
struct RegisterUse {
    std::string name;                        ///< of the register: policies/registers/<name>.json
    std::string change;                      ///< what it does to the record: "made", "served"
    std::vector<std::string> record_fields;  ///< fields that together name the record; the message always has them
    std::vector<std::string> also_fields;    ///< the same under which it is known from now on, too; or empty
};

struct Validator;  // the compiled JSON Schema; known to schema_validator.cpp only

struct MessageSpec {
    MessageType type;
    int version = 1;
    int row = 0;  ///< of the partnership's catalogue of pathways
    std::string title;
    std::set<std::string> senders;     ///< kinds of agency; no rule may name others
    std::set<std::string> recipients;  ///< kinds of agency; no rule may name others
    std::string completes;             ///< the step that finishes the message: accepted, delivered, opened or actioned
    std::vector<std::string> states;   ///< steps its recipient may take, in order
    std::set<std::string> rejections;  ///< codes a recipient may reject it with; empty where it may not
    std::vector<FieldSpec> fields;
    std::vector<std::string> subject_fields;  ///< fields that together name the person the message is about; a first
                                              ///< one that is no name suffices where it is given
    std::vector<PersonSpec> people;
    std::vector<std::string> link_fields;  ///< fields whose value ties messages about the same people together
    std::string follows_field;  ///< field with the id of an earlier message between the same two agencies, or empty
    Effect effect = Effect::kAnswers;  ///< on that earlier message
    std::optional<RegisterUse> in_register;
    RecipientRule recipient;
    boost::json::object schema;  ///< the whole file, as read
    std::shared_ptr<Validator const> validator;

    [[nodiscard]] FieldSpec const* field(std::string_view name) const noexcept;
};

using Catalogue = std::map<MessageType, MessageSpec>;

}  // namespace micklegate::recognise
