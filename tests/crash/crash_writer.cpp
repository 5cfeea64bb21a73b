// Writes to a store until it is killed, and says on standard output what it has acknowledged: one "index id" line each.
#include "gateway/commit/commit_loop.hpp"
#include "gateway/crypto/uuid.hpp"
#include "gateway/storage/store.hpp"

#include <sys/uio.h>
#include <unistd.h>

#include <future>
#include <thread>

namespace {

using namespace micklegate;

constexpr int kThreads = 4;
constexpr int kGroup = 5;

/// 0: for ever. Told on the commit thread alone.
std::size_t lines_left = 0;

commit::Intent wish(std::string const& id)
{
    return {id, 512, [id](commit::Ledger const&) -> commit::Proposal {
                commit::Append append;
                append.entry.kind = commit::EntryKind::kAccepted;
                append.entry.recipient = "school.901233";
                append.entry.message = id;
                append.sealed = Bytes(400, 's');
                return append;
            }};
}

/// One writev(2) per line, so that a line is there whole or not at all, and what fails the store's writes leaves it be.
void say(std::string line)
{
    iovec const whole{line.data(), line.size()};
    if (::writev(STDOUT_FILENO, &whole, 1) != static_cast<ssize_t>(line.size()))
        std::_Exit(3);
}

/// How many lines it has left; ends with the last.
void count_down()
{
    if (lines_left != 0 && --lines_left == 0)
        std::_Exit(0);
}

void tell(commit::Answers const& answers)
{
    for (auto const& answer : answers) {
        say(answer ? std::to_string(answer->index) + " " + answer->entry.message + "\n"
                   : "refused " + std::string{slug(answer.error().code)} + "\n");
        count_down();
    }
}

void write_for_ever(commit::CommitLoop& loop)
{
    for (;;) {
        std::vector<commit::Intent> group;
        for (int i = 0; i < kGroup; ++i)
            group.push_back(wish(crypto::uuid_v7(system_now())));
        std::promise<void> told;
        // Told on the commit thread, so that lines stand in the order of commits.
        bool const taken = loop.submit(std::move(group), [&told](commit::Answers const& answers) {
            tell(answers);
            told.set_value();
        });
        if (!taken)
            std::_Exit(4);
        told.get_future().wait();
    }
}

}  // namespace

/// crash_writer FOLDER ORIGIN [LINES]: the log's key is 32 sevens.
int main(int argc, char** argv)
{
    if (argc != 3 && argc != 4)
        return 2;
    lines_left = argc == 4 ? std::stoul(argv[3]) : 0;
    crypto::initialise();
    auto const key = crypto::SigningKey::from_seed(Bytes(32, 7));
    auto store = storage::Store::open({argv[1], argv[2], {}}, key);
    if (!store) {
        say("unopened " + std::string{slug(store.error().code)} + "\n");
        return 1;
    }
    commit::CommitLoop loop{(*store)->journal(), (*store)->ledger(), system_now, [] { return Result<void>{}; }, {}};
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i)
        threads.emplace_back([&loop] { write_for_ever(loop); });
}
