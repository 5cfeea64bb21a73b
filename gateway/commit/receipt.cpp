#include "gateway/commit/receipt.hpp"

namespace micklegate::commit {

Result<Receipt> stored_receipt(Ledger const& ledger, Sequence index)
{
    auto const text = ledger.entry(index);
    if (!text)
        return text.error();
    auto entry = decode_entry(*text);
    if (!entry)
        return entry.error();
    return Receipt{index, *std::move(entry), true};
}

}  // namespace micklegate::commit
