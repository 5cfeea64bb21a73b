#include "gateway/api/log_entry.hpp"

#include <charconv>

#include "gateway/commit/log_resources.hpp"

namespace micklegate::api {

Result<Sequence> log_size(commit::Ledger const& ledger)
{
    auto const note = ledger.checkpoint();
    if (!note)
        return note.error();
    auto const checkpoint = commit::newest_checkpoint(*note);
    return checkpoint ? Result<Sequence>{checkpoint->size} : checkpoint.error();
}

Result<std::optional<commit::Receipt>> entry_at(commit::Ledger const& ledger, Sequence index)
{
    auto const size = log_size(ledger);
    if (!size)
        return size.error();
    if (index >= *size)
        return std::optional<commit::Receipt>{};
    auto receipt = commit::stored_receipt(ledger, index);
    return receipt ? Result<std::optional<commit::Receipt>>{*std::move(receipt)} : receipt.error();
}

Result<Sequence> index_in_path(receive::HttpRequest const& request, std::string next)
{
    std::string const& text = request.parameters.at("index");
    Sequence index = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (fault != std::errc{} || end != text.data() + text.size())
        return problem(ProblemCode::kNotFound, "There is nothing at that index.", std::move(next));
    return index;
}

}  // namespace micklegate::api
