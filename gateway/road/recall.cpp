#include "gateway/road/recall.hpp"

#include "gateway/crypto/hash.hpp"
#include "gateway/guard/each_string.hpp"
#include "gateway/model/fold.hpp"

#include <algorithm>
#include <unordered_map>

namespace micklegate::road {
namespace {

using commit::KnownValues;
using guard::Mark;
using recognise::FieldSpec;
using recognise::MessageSpec;

/// Beyond so many messages about the same people only the latest are remembered.
constexpr std::size_t kMostMessages = 64;
/// No address, number or name of a school is longer; what is has not been checked yet and would cost time.
constexpr std::size_t kLongestValue = 300;

/// The class under which a field's value is known to the guard, or empty. A school is named to find the recipient, and
/// is a secret to the school of the next child.
std::string_view known_class(FieldSpec const& field, MessageSpec const& spec)
{
    bool const names_school =
        spec.recipient.by == recognise::RecipientRule::By::kSchool && field.name == spec.recipient.name_field;
    std::string_view const of = field.field_class;
    if (names_school)
        return "child_school";
    return of.starts_with("address_") || of.starts_with("contact_") || of == "custody_location" || of == "child_school"
               ? of
               : std::string_view{};
}

struct FieldNeedles {
    std::string const* field;
    std::vector<guard::Needle> needles;
};

std::vector<FieldNeedles> needles_in(boost::json::object const& data, MessageSpec const& spec)
{
    std::vector<FieldNeedles> found;
    for (FieldSpec const& field : spec.fields) {
        auto const* const value = data.if_contains(field.name);
        auto const of = value == nullptr ? std::string_view{} : known_class(field, spec);
        if (of.empty())
            continue;
        FieldNeedles all{&field.name, {}};
        guard::each_string(*value, [&](std::string_view text) {
            if (text.size() > kLongestValue)
                return;
            auto needles = guard::needles_of(of, text);
            std::move(needles.begin(), needles.end(), std::back_inserter(all.needles));
        });
        found.push_back(std::move(all));
    }
    return found;
}

/// References and persons that other messages may have in common with this one, as they are before hashing.
std::vector<std::string> links_of(Event const& event, MessageSpec const& spec)
{
    std::vector<std::string> links;
    for (std::string const& name : spec.link_fields) {
        auto const* const value = event.data.if_contains(name);
        auto const* const text = value == nullptr ? nullptr : value->if_string();
        std::string reference = text == nullptr ? std::string{} : fold(*text);
        if (!reference.empty())
            links.push_back("link\n" + std::move(reference));
    }
    std::string subject = recognise::subject_identity(event, spec);
    if (!subject.empty())
        links.push_back("subject\n" + std::move(subject));
    return links;
}

std::string link_pseudonym(crypto::SiteKeys const& keys, std::string const& link)
{
    return crypto::pseudonym(keys.pseudonyms, "known-link", link);
}

/// Of its own for each link, so that two people at one address do not look alike on disk.
crypto::Secret key_of(crypto::SiteKeys const& keys, std::string const& link)
{
    return crypto::Secret::copy_of(from_hex(crypto::pseudonym(keys.pseudonyms, "known-key", link)).value());
}

std::vector<Mark> marks_under(crypto::Secret const& key, std::vector<FieldNeedles> const& fields,
                              std::function<bool(std::string const&)> const& wanted)
{
    std::vector<Mark> marks;
    for (FieldNeedles const& field : fields) {
        if (!wanted(*field.field))
            continue;
        auto own = guard::marks_of(field.needles, key);
        std::move(own.begin(), own.end(), std::back_inserter(marks));
    }
    return marks;
}

bool holds(std::vector<Mark> const& marks, Mark const& mark)
{
    return std::find(marks.begin(), marks.end(), mark) != marks.end();
}

/// Splits what is known into what the recipient was told and what it was not.
Result<void> sort_in(std::vector<KnownValues> const& rows, std::string const& recipient, std::vector<Mark>& told,
                     std::vector<Mark>& untold)
{
    for (KnownValues const& row : rows) {
        auto marks = guard::decode_marks(row.marks);
        if (!marks)
            return marks.error();
        auto& to = row.told == recipient ? told : untold;
        std::move(marks->begin(), marks->end(), std::back_inserter(to));
    }
    return {};
}

}  // namespace

std::vector<KnownValues> Recall::values_of(Event const& event, MessageSpec const& spec,
                                           std::set<std::string> const& released, std::string const& told) const
{
    std::vector<KnownValues> values;
    auto const fields = needles_in(event.data, spec);
    if (fields.empty())
        return values;
    for (std::string const& link : links_of(event, spec)) {
        auto const key = key_of(keys_, link);
        auto const pseudonym = link_pseudonym(keys_, link);
        for (bool const goes : {true, false}) {
            auto const marks =
                marks_under(key, fields, [&](std::string const& field) { return released.contains(field) == goes; });
            if (!marks.empty())
                values.push_back({pseudonym, goes ? told : std::string{}, guard::encode_marks(marks)});
        }
    }
    return values;
}

std::vector<minimise::Known> Recall::Untold::known() const
{
    std::vector<minimise::Known> all;
    for (Link const& link : links)
        all.push_back({link.marks, &link.key});
    return all;
}

Result<Recall::Untold> Recall::untold(recognise::Message const& message, commit::Ledger const& ledger,
                                      std::vector<KnownValues> const& beside) const
{
    Untold found;
    std::optional<std::vector<FieldNeedles>> own;
    for (std::string const& link : links_of(message.event, *message.spec)) {
        std::string const pseudonym = link_pseudonym(keys_, link);
        auto rows = commit::known_values(ledger.projections(), pseudonym, kMostMessages);
        if (!rows)
            return rows.error();
        std::copy_if(beside.begin(), beside.end(), std::back_inserter(*rows),
                     [&](KnownValues const& row) { return row.link == pseudonym; });
        if (rows->empty())
            continue;
        if (!own)
            own = needles_in(message.event.data, *message.spec);
        crypto::Secret key = key_of(keys_, link);
        std::vector<Mark> told = marks_under(key, *own, [](std::string const&) { return true; });
        std::vector<Mark> untold;
        if (auto const sorted = sort_in(*rows, message.recipient->id.get(), told, untold); !sorted)
            return sorted.error();
        std::erase_if(untold, [&](Mark const& mark) { return holds(told, mark); });
        if (!untold.empty())
            found.links.push_back({std::move(key), std::move(untold)});
    }
    return found;
}

}  // namespace micklegate::road
