#include "gateway/keep/fold.hpp"

#include "gateway/keep/asked.hpp"
#include "gateway/keep/erasure_requests.hpp"
#include "gateway/keep/holds.hpp"
#include "gateway/keep/retention.hpp"

namespace micklegate::keep {

void fold(Sequence index, commit::Entry const& entry, commit::KeyValueWriter& out)
{
    fold_due(index, entry, out);
    fold_holds(index, entry, out);
    fold_erasure_requests(index, entry, out);
    fold_ended(index, entry, out);
}

}  // namespace micklegate::keep
