#include "gateway/history/change.hpp"

#include "gateway/commit/packed_text.hpp"
#include "gateway/crypto/hash.hpp"
#include "gateway/crypto/site_keys.hpp"
#include "gateway/history/rows.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/strict_json.hpp"

#include <functional>

namespace micklegate::history {
namespace {

Problem unreadable() { return problem(ProblemCode::kIntegrity, "What an entry changed in a register cannot be read."); }

std::vector<std::string_view> take_texts(commit::Taker& taker)
{
    std::vector<std::string_view> texts;
    for (std::size_t left = taker.number(); left > 0 && !taker.faulty(); --left)
        texts.push_back(taker.text());
    return texts;
}

using VisitRow = std::function<void(std::string const& key, std::string_view value)>;

Result<void> each_row(Sequence index, ByteView companion, VisitRow const& visit)
{
    if (companion.empty())
        return {};
    auto const kept = read_kept(companion);
    if (!kept)
        return kept.error();
    std::string_view const own = kept->records.front();
    visit(row_of(kRecord, kept->register_name, own, index), "");
    for (std::size_t at = 1; at < kept->records.size(); ++at) {
        visit(row_of(kAlias, kept->register_name, own, index), kept->records[at]);
        visit(row_of(kAlias, kept->register_name, kept->records[at], index), own);
    }
    for (std::string_view const token : kept->tokens)
        visit(row_of(kToken, kept->register_name, token, index), own);
    return {};
}

}  // namespace

std::string Blind::record(std::string_view reference) const
{
    return crypto::pseudonym(keys_.pseudonyms, "record:" + register_name_, reference);
}

std::string Blind::token(std::string_view text) const
{
    return crypto::pseudonym(keys_.pseudonyms, "token:" + register_name_, text);
}

Bytes encode(Change const& change, commit::SubjectKey const& subject, crypto::SiteKeys const& keys)
{
    Blind const blind{keys, change.register_name};
    boost::json::object const content{{"fields", change.fields}, {"what", change.what}};
    Bytes const locked = subject.lock(as_bytes(json::canonical(content)));
    std::string out;
    commit::put_text(out, change.register_name);
    commit::put_text(out, subject.pseudonym());
    commit::put_number(out, change.records.size());
    for (std::string const& record : change.records)
        commit::put_text(out, blind.record(record));
    commit::put_number(out, change.tokens.size());
    for (std::string const& token : change.tokens)
        commit::put_text(out, blind.token(token));
    commit::put_text(out, as_text(locked));
    return Bytes{out.begin(), out.end()};
}

void attach(Change const& change, crypto::SiteKeys const& keys, commit::Append& accepted)
{
    accepted.change = encode(change, *accepted.subject, keys);
    accepted.entry.change = hex(crypto::sha256(accepted.change));
}

Result<Kept> read_kept(ByteView companion)
{
    commit::Taker taker{companion};
    Kept kept;
    kept.register_name = taker.text();
    kept.subject = taker.text();
    kept.records = take_texts(taker);
    kept.tokens = take_texts(taker);
    kept.locked = as_bytes(taker.text());
    if (taker.faulty() || !taker.done() || kept.records.empty())
        return unreadable();
    return kept;
}

Result<Opened> open(Kept const& kept, commit::SubjectKey const& subject)
{
    auto const content = subject.unlock(kept.locked);
    if (!content)
        return unreadable();
    auto value = json::parse_strict(as_text(*content));
    auto* const object = value ? value->if_object() : nullptr;
    if (object == nullptr)
        return unreadable();
    Opened opened{json::text_at(*object, "what"), {}};
    if (auto* const fields = object->if_contains("fields"); fields != nullptr && fields->is_object())
        opened.fields = std::move(fields->get_object());
    return opened;
}

Result<void> fold(Sequence index, ByteView companion, commit::KeyValueWriter& out)
{
    return each_row(index, companion, [&out](std::string const& key, std::string_view value) { out.put(key, value); });
}

Result<void> unfold(Sequence index, ByteView companion, commit::KeyValueWriter& out)
{
    return each_row(index, companion, [&out](std::string const& key, std::string_view) { out.erase(key); });
}

}  // namespace micklegate::history
