#include "gateway/commit/subject_keys.hpp"

#include "gateway/commit/entry.hpp"
#include "gateway/commit/known_values.hpp"
#include "gateway/commit/ledger.hpp"
#include "gateway/crypto/hash.hpp"
#include "gateway/crypto/secret_box.hpp"
#include "gateway/crypto/site_keys.hpp"

#include <algorithm>

namespace micklegate::commit {
namespace {

using crypto::PlainKey;

// One letter for what the rest of the key is. A handle leads to the link and the locked key, a pseudonym to the handle.
std::string handle_row(std::string_view handle) { return "h" + std::string{handle}; }
std::string pseudonym_row(std::string_view pseudonym) { return "p" + std::string{pseudonym}; }

constexpr std::size_t kLinkBytes = 32;

std::string handle_of(crypto::SiteKeys const& keys, std::string_view identity)
{
    return crypto::pseudonym(keys.pseudonyms, "subject-handle", identity);
}

SubjectKeyPtr make(crypto::SiteKeys const& keys, std::string handle, std::string_view identity)
{
    PlainKey const key = PlainKey::random();
    return std::make_shared<SubjectKey const>(std::move(handle), known_link(keys, "subject\n" + std::string{identity}),
                                              crypto::lock(keys.subjects.view(), key.view()), key, true);
}

Problem unreadable_key()
{
    return problem(ProblemCode::kIntegrity, "A subject's key cannot be read.",
                   "Check that the site key is the one this site was made with; else restore from a backup.");
}

Problem destroyed()
{
    return problem(ProblemCode::kNotFound, "The message was destroyed.", "The log holds when, by whom and why.");
}

}  // namespace

SubjectKey::SubjectKey(std::string handle, std::string link, Bytes box, PlainKey const& key, bool fresh)
    : handle_{std::move(handle)},
      link_{std::move(link)},
      box_{std::move(box)},
      pseudonym_{hex(key.derived("pseudonym").view().first(16))},
      content_{key.derived("content")},
      fresh_{fresh}
{
}

Bytes SubjectKey::lock(ByteView content) const { return crypto::lock(content_.view(), content); }
Result<Bytes> SubjectKey::unlock(ByteView box) const { return crypto::unlock(content_.view(), box); }

Result<SubjectKeyPtr> SubjectKeys::stored(std::string const& handle, Ledger const& ledger) const
{
    auto const row = ledger.subject_keys().get(handle_row(handle));
    if (!row)
        return row.error();
    if (!*row)
        return SubjectKeyPtr{};
    if ((*row)->size() < kLinkBytes)
        return unreadable_key();
    ByteView const box = as_bytes(std::string_view{**row}.substr(kLinkBytes));
    auto opened = crypto::unlock(keys_.subjects.view(), box);
    auto const key = opened ? PlainKey::copy_of(*opened) : std::nullopt;
    if (!key)
        return unreadable_key();
    crypto::wipe(*opened);
    return std::make_shared<SubjectKey const>(handle, (*row)->substr(0, kLinkBytes), Bytes{box.begin(), box.end()},
                                              *key, false);
}

Result<SubjectKeyPtr> SubjectKeys::known(std::string_view identity, Ledger const& ledger) const
{
    return stored(handle_of(keys_, identity), ledger);
}

Result<SubjectKeyPtr> SubjectKeys::of(std::string_view identity, Ledger const& ledger) const
{
    std::string handle = handle_of(keys_, identity);
    std::lock_guard const lock{mutex_};
    // Held first: once nobody holds a key any more, the record it came with is in the store, or never will be.
    auto const held = held_.find(handle);
    if (held != held_.end())
        if (auto key = held->second.lock(); key && !key->forgotten())
            return key;
    auto key = stored(handle, ledger);
    if (!key)
        return key;
    if (*key == nullptr) {
        *key = make(keys_, handle, identity);
        held_.insert_or_assign(std::move(handle), *key);
        if (held_.size() >= sweep_at_) {
            std::erase_if(held_, [](auto const& each) { return each.second.expired(); });
            sweep_at_ = std::max<std::size_t>(64, 2 * held_.size());
        }
    }
    return key;
}

Result<SubjectKeyPtr> SubjectKeys::named(std::string_view pseudonym, Ledger const& ledger) const
{
    auto const handle = ledger.subject_keys().get(pseudonym_row(pseudonym));
    if (!handle)
        return handle.error();
    return *handle ? stored(**handle, ledger) : Result<SubjectKeyPtr>{SubjectKeyPtr{}};
}

void SubjectKeys::forget(std::string_view pseudonym) const
{
    std::lock_guard const lock{mutex_};
    for (auto const& [handle, held] : held_)
        if (auto const key = held.lock(); key && key->pseudonym() == pseudonym)
            key->forget();
}

Result<Bytes> SubjectKeys::sealed_message(Ledger const& ledger, Sequence index, Entry const& entry) const
{
    auto sealed = ledger.sealed(index);
    // A message about nobody in particular is stored as it was sealed.
    if (!sealed || entry.subjects.empty() || sealed->size() == entry.sealed_bytes)
        return sealed;
    auto const key = named(entry.subjects.front(), ledger);
    if (!key)
        return key.error();
    return *key ? (*key)->unlock(*sealed) : Result<Bytes>{destroyed()};
}

Result<bool> has_key(std::string_view pseudonym, Ledger const& ledger)
{
    auto const row = ledger.subject_keys().get(pseudonym_row(pseudonym));
    return row ? Result<bool>{row->has_value()} : row.error();
}

Result<void> check_still_known(SubjectKey const& key, Ledger const& ledger)
{
    if (key.fresh() && !key.forgotten())
        return {};
    auto const known = has_key(key.pseudonym(), ledger);
    if (!known)
        return known.error();
    if (*known)
        return {};
    return problem(ProblemCode::kUnavailable, "The message's subject was erased while it was on its way.",
                   "Send it again with the same id.");
}

void store_subject(SubjectKey const& key, KeyValueWriter& out)
{
    out.put(handle_row(key.handle()), key.link() + std::string{as_text(key.box())});
    out.put(pseudonym_row(key.pseudonym()), key.handle());
}

Result<std::string> forget_subject(KeyValueReader const& keys, std::string_view pseudonym, KeyValueWriter& out)
{
    auto const handle = keys.get(pseudonym_row(pseudonym));
    if (!handle || !*handle)
        return handle ? Result<std::string>{std::string{}} : Result<std::string>{handle.error()};
    auto const row = keys.get(handle_row(**handle));
    if (!row)
        return row.error();
    out.erase(handle_row(**handle));
    out.erase(pseudonym_row(pseudonym));
    return *row && (*row)->size() >= kLinkBytes ? (*row)->substr(0, kLinkBytes) : std::string{};
}

}  // namespace micklegate::commit
