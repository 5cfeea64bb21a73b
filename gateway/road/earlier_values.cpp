#include "gateway/road/earlier_values.hpp"

#include "gateway/crypto/hash.hpp"
#include "gateway/guard/each_string.hpp"
#include "gateway/model/fold.hpp"

#include <algorithm>
#include <iterator>
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

std::vector<std::string> marks_under(crypto::ShortHashKey const& key, std::vector<guard::Needle> const& needles)
{
    std::vector<std::string> marks;
    for (Mark const& mark : guard::marks_of(needles, key))
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

EarlierValues::Said EarlierValues::said_by(Event const& event, MessageSpec const& spec) const
{
    Said said{event.source, {}};
    auto const fields = needles_in(event.data, spec);
    for (std::string const& link : links_of(event, spec)) {
        Said::Link& under =
            said.links.emplace_back(Said::Link{commit::known_link(keys_, link), key_of(keys_, link), {}});
        for (FieldNeedles const& field : fields)
            under.values.push_back({*field.field, marks_under(under.key, field.needles)});
    }
    return said;
}

std::vector<minimise::Known> EarlierValues::Untold::known() const
{
    std::vector<minimise::Known> all;
    for (Link const& link : links)
        all.push_back({link.marks, &link.key});
    return all;
}

Result<EarlierValues::Untold> EarlierValues::untold(Said const& said, AgencyId const& recipient,
                                                    commit::Ledger const& ledger, KnownBeside const& beside)
{
    Untold found;
    for (Said::Link const& link : said.links) {
        auto const rows = commit::known_values(ledger.projections(), link.pseudonym, kMostMarksOfEach);
        if (!rows)
            return rows.error();
        auto const now = beside.find(link.pseudonym);
        if (rows->empty() && now == beside.end())
            continue;
        std::unordered_set<std::string> told;
        for (Said::Value const& value : link.values)
            told.insert(value.marks.begin(), value.marks.end());
        std::vector<std::string> others;
        if (now != beside.end())
            others.assign(now->second.begin(), now->second.end());
        for (KnownValues const& row : *rows) {
            if (row.told == recipient.get())
                told.insert(row.marks.begin(), row.marks.end());
            else
                others.insert(others.end(), row.marks.begin(), row.marks.end());
        }
        auto marks = decoded(without(others, std::move(told)));
        if (!marks)
            return marks.error();
        if (!marks->empty())
            found.links.push_back({link.key, *std::move(marks)});
    }
    return found;
}

std::vector<KnownValues> values_of(EarlierValues::Said said, std::set<std::string> const& released,
                                   std::string const& told)
{
    std::vector<KnownValues> all;
    for (EarlierValues::Said::Link& link : said.links) {
        KnownValues goes{link.pseudonym, said.from.get(), told, {}};
        KnownValues stays{std::move(link.pseudonym), said.from.get(), {}, {}};
        for (EarlierValues::Said::Value& value : link.values) {
            auto& marks = released.contains(value.field) ? goes.marks : stays.marks;
            std::ranges::move(value.marks, std::back_inserter(marks));
        }
        for (KnownValues* const values : {&goes, &stays})
            if (!values->marks.empty())
                all.push_back(std::move(*values));
    }
    return all;
}

void add_beside(EarlierValues::Said const& said, KnownBeside& beside)
{
    for (EarlierValues::Said::Link const& link : said.links)
        for (EarlierValues::Said::Value const& value : link.values) {
            auto& marks = beside[link.pseudonym];
            for (std::string const& mark : value.marks)
                if (marks.size() < kMostMarksOfEach)
                    marks.insert(mark);
        }
}

}  // namespace micklegate::road
