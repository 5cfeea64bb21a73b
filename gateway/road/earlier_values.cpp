#include "gateway/road/earlier_values.hpp"

#include "gateway/crypto/hash.hpp"
#include "gateway/guard/each_string.hpp"
#include "gateway/model/fold.hpp"

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace micklegate::road {
namespace {

using commit::KnownValues;
using guard::Mark;
using recognise::FieldSpec;
using recognise::MessageSpec;

/// What one agency can make known of one link, and what one message can: far above what a family or an incident has,
/// and so little that nobody's flood costs others time.
constexpr std::size_t kMostMarksOfEach = 4 * guard::kMostMarks;
constexpr std::size_t kMostTextsOfAMessage = 64;
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
    std::size_t texts = 0;
    std::size_t marks = 0;
    for (FieldSpec const& field : spec.fields) {
        auto const* const value = data.if_contains(field.name);
        auto const of = value == nullptr ? std::string_view{} : known_class(field, spec);
        if (of.empty())
            continue;
        FieldNeedles all{&field.name, {}};
        guard::each_string(*value, [&](std::string_view text) {
            if (text.size() > kLongestValue || ++texts > kMostTextsOfAMessage)
                return;
            for (guard::Needle& needle : guard::needles_of(of, text))
                if (++marks <= guard::kMostMarks)
                    all.needles.push_back(std::move(needle));
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

/// Of its own for each link, so that two people at one address do not look alike on disk.
crypto::ShortHashKey key_of(crypto::SiteKeys const& keys, std::string const& link)
{
    Bytes const derived = from_hex(crypto::pseudonym(keys.pseudonyms, "known-key", link)).value();
    crypto::ShortHashKey key{};
    std::copy_n(derived.begin(), key.size(), key.begin());
    return key;
}

std::string bytes_of(Mark const& mark)
{
    Bytes const encoded = guard::encode_marks({&mark, 1});
    return std::string{as_text(encoded)};
}

std::vector<std::string> marks_under(crypto::ShortHashKey const& key, std::vector<FieldNeedles> const& fields,
                                     std::function<bool(std::string const&)> const& wanted)
{
    std::vector<std::string> marks;
    for (FieldNeedles const& field : fields)
        if (wanted(*field.field))
            for (Mark const& mark : guard::marks_of(field.needles, key))
                marks.push_back(bytes_of(mark));
    return marks;
}

/// In the order in which they first stand; each once.
std::vector<std::string> without(std::vector<std::string> const& marks, std::unordered_set<std::string> told)
{
    std::vector<std::string> left;
    for (std::string const& mark : marks)
        if (told.insert(mark).second)
            left.push_back(mark);
    return left;
}

Result<std::vector<Mark>> decoded(std::vector<std::string> const& marks)
{
    std::string joined;
    for (std::string const& mark : marks)
        joined += mark;
    return guard::decode_marks(as_bytes(joined));
}

}  // namespace

std::vector<KnownValues> EarlierValues::values_of(Event const& event, MessageSpec const& spec,
                                                  std::set<std::string> const& released, std::string const& told) const
{
    std::vector<KnownValues> values;
    auto const fields = needles_in(event.data, spec);
    if (fields.empty())
        return values;
    for (std::string const& link : links_of(event, spec)) {
        auto const key = key_of(keys_, link);
        auto const pseudonym = commit::known_link(keys_, link);
        for (bool const goes : {true, false}) {
            auto marks =
                marks_under(key, fields, [&](std::string const& field) { return released.contains(field) == goes; });
            if (!marks.empty())
                values.push_back({pseudonym, event.source.get(), goes ? told : std::string{}, std::move(marks)});
        }
    }
    return values;
}

std::vector<minimise::Known> EarlierValues::Untold::known() const
{
    std::vector<minimise::Known> all;
    for (Link const& link : links)
        all.push_back({link.marks, &link.key});
    return all;
}

Result<EarlierValues::Untold> EarlierValues::untold(recognise::Message const& message, commit::Ledger const& ledger,
                                                    KnownBeside const& beside) const
{
    Untold found;
    std::optional<std::vector<FieldNeedles>> own;
    std::string const& recipient = message.recipient->id.get();
    for (std::string const& link : links_of(message.event, *message.spec)) {
        std::string const pseudonym = commit::known_link(keys_, link);
        auto const rows = commit::known_values(ledger.projections(), pseudonym, kMostMarksOfEach);
        if (!rows)
            return rows.error();
        auto const now = beside.find(pseudonym);
        if (rows->empty() && now == beside.end())
            continue;
        if (!own)
            own = needles_in(message.event.data, *message.spec);
        auto const key = key_of(keys_, link);
        auto const said = marks_under(key, *own, [](std::string const&) { return true; });
        std::unordered_set<std::string> told{said.begin(), said.end()};
        std::vector<std::string> others;
        if (now != beside.end())
            others.assign(now->second.begin(), now->second.end());
        for (KnownValues const& row : *rows) {
            if (row.told == recipient)
                told.insert(row.marks.begin(), row.marks.end());
            else
                others.insert(others.end(), row.marks.begin(), row.marks.end());
        }
        auto marks = decoded(without(others, std::move(told)));
        if (!marks)
            return marks.error();
        if (!marks->empty())
            found.links.push_back({key, *std::move(marks)});
    }
    return found;
}

void add_beside(std::vector<KnownValues> const& values, KnownBeside& beside)
{
    for (KnownValues const& row : values) {
        auto& marks = beside[row.link];
        for (std::string const& mark : row.marks)
            if (marks.size() < kMostMarksOfEach)
                marks.insert(mark);
    }
}

}  // namespace micklegate::road
