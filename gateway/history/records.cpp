#include "gateway/history/records.hpp"

#include "gateway/commit/receipt.hpp"
#include "gateway/deliver/mailbox.hpp"
#include "gateway/history/first_and_last.hpp"
#include "gateway/history/rows.hpp"
#include "gateway/matching/tokens.hpp"

#include <algorithm>

namespace micklegate::history {
namespace {

/// No order is varied or consolidated that often, no prisoner merged; what is behind it would cost others time.
constexpr std::size_t kMostReferences = 32;

}  // namespace

Result<Records::Found> Records::find(std::vector<std::string> const& tokens, std::size_t most_of_each) const
{
    Found found;
    std::set<std::string> all;
    for (std::string const& token : tokens) {
        FirstAndLast records{most_of_each};
        bool const names_one = matching::names_one(token);
        std::string const rows = rows_of(kToken, blind_.register_name(), blind_.token(token));
        auto const read = ledger_.projections().scan(rows, rows, [&](std::string_view key, std::string_view record) {
            records.add(record, index_of_row(key));
            return names_one || !records.any_last();
        });
        if (!read)
            return read.error();
        bool const left_out = !names_one && records.any_last();
        found.too_common += left_out || records.more() ? 1U : 0U;
        if (!left_out)
            records.take(all);
    }
    while (!all.empty()) {
        std::string first = *all.begin();
        auto const same = known_as(first);
        if (!same)
            return same.error();
        for (std::string const& reference : *same)
            all.erase(reference);
        found.records.insert(std::move(first));
    }
    return found;
}

Result<std::set<std::string>> Records::known_as(std::string const& record) const
{
    std::set<std::string> known{record};
    std::vector<std::string> unread{record};
    while (!unread.empty() && known.size() < kMostReferences) {
        std::string const rows = rows_of(kAlias, blind_.register_name(), unread.back());
        unread.pop_back();
        auto const read = ledger_.projections().scan(rows, rows, [&](std::string_view, std::string_view other) {
            if (known.emplace(other).second)
                unread.emplace_back(other);
            return known.size() < kMostReferences;
        });
        if (!read)
            return read.error();
    }
    return known;
}

Result<std::vector<std::string>> Records::all(std::string const& after, std::size_t most) const
{
    std::vector<std::string> found;
    std::string const rows = rows_of(kRecord, blind_.register_name());
    // One byte longer than any index is the first key behind all changes of that record.
    std::string const behind(9, '\xff');
    std::string from = after.empty() ? rows : rows + after + behind;
    bool more = true;
    while (more && found.size() < most) {
        more = false;
        auto const read = ledger_.projections().scan(rows, from, [&](std::string_view key, std::string_view) {
            found.emplace_back(key.substr(rows.size(), key.size() - rows.size() - 8));
            more = true;
            return false;
        });
        if (!read)
            return read.error();
        if (more)
            from = rows + found.back() + behind;
    }
    return found;
}

Result<std::string> Records::first_reference(std::string const& record) const
{
    auto const references = known_as(record);
    return references ? Result<std::string>{*references->begin()} : references.error();
}

Result<std::vector<Told>> Records::told_of_reference(std::string_view reference) const
{
    return told_of(blind_.record(reference));
}

Result<std::vector<Sequence>> Records::entries_of(std::string const& record) const
{
    auto const references = known_as(record);
    if (!references)
        return references.error();
    std::vector<Sequence> entries;
    for (std::string const& reference : *references) {
        std::string const rows = rows_of(kRecord, blind_.register_name(), reference);
        auto const read = ledger_.projections().scan(rows, rows, [&](std::string_view key, std::string_view) {
            entries.push_back(index_of_row(key));
            return true;
        });
        if (!read)
            return read.error();
    }
    std::ranges::sort(entries);
    return entries;
}

Result<std::optional<Sequence>> Records::last_told(std::string const& record) const
{
    auto const entries = entries_of(record);
    if (!entries)
        return entries.error();
    if (entries->empty())
        return std::optional<Sequence>{};
    return std::optional{entries->back()};
}

Result<std::vector<boost::json::object>> Records::glance(std::string const& record) const
{
    auto const entries = entries_of(record);
    if (!entries)
        return entries.error();
    std::vector<boost::json::object> all;
    for (Sequence const entry : *entries) {
        auto change = opened(entry);
        if (!change)
            return change.error();
        if (*change)
            all.push_back(std::move((*change)->fields));
    }
    return all;
}

Result<std::vector<Told>> Records::told_of(std::string const& record) const
{
    auto const entries = entries_of(record);
    if (!entries)
        return entries.error();
    std::vector<Told> told;
    for (Sequence const entry : *entries)
        if (auto const done = read(entry, told); !done)
            return done.error();
    return told;
}

/// Nothing where the subject was erased, or the change struck, since the row that leads here was read.
Result<std::optional<Opened>> Records::opened(Sequence index) const
{
    auto const companion = ledger_.change(index);
    if (!companion && companion.error().code == ProblemCode::kNotFound)
        return std::optional<Opened>{};
    auto const kept = companion ? read_kept(*companion) : Result<Kept>{companion.error()};
    if (!kept)
        return kept.error();
    auto const subject = subjects_.named(kept->subject, ledger_);
    if (!subject)
        return subject.error();
    if (!*subject)
        return std::optional<Opened>{};
    auto change = open(*kept, **subject);
    if (!change)
        return change.error();
    return std::optional<Opened>{*std::move(change)};
}

Result<void> Records::read(Sequence index, std::vector<Told>& told) const
{
    auto receipt = commit::stored_receipt(ledger_, index);
    if (!receipt)
        return receipt.error();
    commit::Entry& entry = receipt->entry;
    auto steps = deliver::timeline(ledger_.projections(), entry.message);
    if (!steps)
        return steps.error();
    if (deliver::taken_back(*steps) != nullptr || entry.subjects.empty())
        return {};
    auto change = opened(index);
    if (!change)
        return change.error();
    if (*change)
        told.push_back({index, entry.time, std::move(entry.message), std::move(entry.agency),
                        std::move(entry.recipient), *std::move(steps), std::move(entry.subjects.front()),
                        std::move((*change)->what), std::move((*change)->fields)});
    return {};
}

}  // namespace micklegate::history
