#include "gateway/serve/setup_news.hpp"

namespace micklegate::serve {

using receive::Severity;

void SetupNews::tell(SetupKeeper::Change const& change)
{
    for (Problem const& unsound : change.unsound)
        unsound_.say(Severity::kWarning, "a changed file was not taken over: " + one_line(unsound));
    std::string reasons;
    for (Problem const& reason : change.pending)
        reasons += " " + one_line(reason);
    if (!change.pending.empty())
        late_.say(Severity::kWarning, "a change is not in force yet and is tried again:" + reasons);
    if (pending_.exchange(change.pending.size()) > 0 && change.pending.empty())
        log_(Severity::kInfo, "All changes of the site are in force.");
}

void SetupNews::tell_unrecorded(Result<void> const& recorded)
{
    if (!recorded)
        late_.say(Severity::kWarning, "a change is not in the log yet: " + one_line(recorded.error()));
}

}  // namespace micklegate::serve
