#include "gateway/app/pack_export.hpp"

#include "gateway/app/gateway_source.hpp"
#include "gateway/app/kept_source.hpp"
#include "gateway/app/process.hpp"
#include "gateway/evidence/served_log.hpp"
#include "gateway/files/files.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/pack/write.hpp"
#include "gateway/terminal/progress.hpp"

#include <algorithm>
#include <optional>

namespace micklegate::app {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;
using Indexes = std::vector<std::uint64_t>;

constexpr std::chrono::milliseconds kBetweenQuestions{500};

struct Selected {
    std::uint64_t search = 0;
    Indexes indexes;  ///< in order
};

Problem not_understood()
{
    return problem(ProblemCode::kInternal, "The gateway's answer cannot be understood.",
                   "Check that it is a Micklegate gateway of this version.");
}

Result<std::uint64_t> index_in(boost::json::object const& object)
{
    auto const index = json::whole_number_at(object, "index", -1);
    return index < 0 ? Result<std::uint64_t>{not_understood()} : static_cast<std::uint64_t>(index);
}

Result<Selected> select(agency::GatewaySession& session, PackOrder const& order, terminal::Console& console)
{
    Selected selected;
    auto page = agency::start_search(session, order.occasion, order.filters);
    while (page) {
        selected.search = page->search;
        for (boost::json::object const& found : page->entries) {
            auto const index = index_in(found);
            if (!index)
                return index.error();
            selected.indexes.push_back(*index);
        }
        if (selected.indexes.size() >= pack::kMostEntries)
            return problem(
                ProblemCode::kInvalidValue,
                "More entries fit than one pack holds, which is " + std::to_string(pack::kMostEntries - 1) + ".",
                "Narrow the selection, by --from and --to for instance.");
        if (page->next.empty())
            break;
        console.remark("Searching: " + std::to_string(selected.indexes.size()) + " entries so far.");
        page = agency::continue_search(session, *page);
    }
    if (!page)
        return page.error();
    if (selected.indexes.empty())
        return problem(ProblemCode::kNotFound, "The gateway found nothing that fits the selection; no pack was made.",
                       "A pack proves entries; that there are none, nothing short of the whole log can prove.");
    std::ranges::sort(selected.indexes);
    return selected;
}

/// The log holds what is carried away of it before anything is.
Result<std::uint64_t> record_export(agency::GatewaySession& session, PackOrder const& order, Selected const& selected)
{
    boost::json::object body = order.occasion.body();
    body["search"] = selected.search;
    body["entries"] = selected.indexes.size();
    auto const recorded = session.post("/v1/audit/exports", body);
    return recorded ? index_in(*recorded) : Result<std::uint64_t>{recorded.error()};
}

/// Of the resources that a log may not have.
Result<std::string> text_or_none(agency::GatewaySession& session, std::string const& target)
{
    auto text = session.get_text(target);
    return !text && text.error().code == ProblemCode::kNotFound ? std::string{} : std::move(text);
}

bool covers(std::string_view note, evidence::NoteKey const& key, std::uint64_t index)
{
    auto const checkpoint = evidence::open_checkpoint(note, key);
    return checkpoint && index < checkpoint->size;
}

/// The witnesses' if it comes in time, else the gateway's newest with what cosignatures there are.
Result<void> choose_checkpoint(agency::GatewaySession& session, PackOrder const& order, std::uint64_t exported,
                               pack::Content& content, terminal::Console& console)
{
    auto witnesses = text_or_none(session, "/log/witnesses");
    if (!witnesses)
        return witnesses.error();
    content.witnesses = *std::move(witnesses);
    auto const begun = steady_clock::now();
    std::optional<Signals> signals;
    std::optional<terminal::Progress> progress;
    while (!content.witnesses.empty()) {
        auto witnessed = text_or_none(session, "/log/witnessed");
        if (!witnessed)
            return witnessed.error();
        if (covers(*witnessed, content.log, exported)) {
            content.checkpoint = *std::move(witnessed);
            return {};
        }
        auto const waited = steady_clock::now() - begun;
        if (!signals) {
            signals.emplace();
            progress.emplace(console, "Waiting for the log's witnesses",
                             static_cast<std::size_t>(order.patience.count()));
        }
        if (waited >= order.patience || signals->wait_for_stop(kBetweenQuestions))
            break;
        progress->reach(static_cast<std::size_t>(waited / std::chrono::seconds{1}));
    }
    auto newest = session.get_text("/log/checkpoint");
    if (!newest)
        return newest.error();
    content.checkpoint = *std::move(newest);
    return {};
}

Result<pack::PackedEntry> entry_at(evidence::ServedLog const& log, std::uint64_t index)
{
    auto const bundle = log.bundle(index / evidence::kTileWidth);
    if (!bundle)
        return bundle.error();
    if (index % evidence::kTileWidth >= bundle->entries.size())
        return evidence::integrity_problem("entry " + std::to_string(index), "The log does not show it.");
    std::string text{bundle->entries[index % evidence::kTileWidth]};
    auto entry = commit::decode_entry(text);
    if (!entry)
        return evidence::integrity_problem("entry " + std::to_string(index), entry.error().detail);
    return pack::PackedEntry{index, std::move(text), *std::move(entry)};
}

Result<void> fetch_entries(evidence::ServedLog const& log, Indexes const& indexes, pack::Content& content,
                           terminal::Console& console)
{
    terminal::Progress progress{console, "Fetching", indexes.size()};
    for (std::uint64_t const index : indexes) {
        auto packed = entry_at(log, index);
        if (!packed)
            return packed.error();
        content.entries.push_back(*std::move(packed));
        progress.advance();
    }
    return {};
}

/// What becomes a path here was a name there.
bool is_safe_path(std::string_view path)
{
    auto const plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == '_' || c == '/';
    };
    return !path.empty() && path.front() != '.' && path.front() != '/' && path.back() != '/' &&
           std::ranges::all_of(path, plain) && path.find("/.") == std::string_view::npos &&
           path.find("//") == std::string_view::npos;
}

Result<policy::PolicyFiles> policy_files(boost::json::object const& answer)
{
    policy::PolicyFiles files;
    for (auto const& [path, text] : answer) {
        if (!text.is_string() || !is_safe_path(path))
            return not_understood();
        files.emplace(path, text.get_string());
    }
    return files;
}

Result<void> fetch_policies(agency::GatewaySession& session, pack::Content& content)
{
    for (std::string const& digest : pack::policies_named_by(content.entries)) {
        auto const answer = session.get("/v1/policies/" + digest);
        if (!answer && answer.error().code == ProblemCode::kNotFound) {
            content.lost.push_back(digest);
            continue;
        }
        auto files = answer ? policy_files(*answer) : Result<policy::PolicyFiles>{answer.error()};
        if (!files)
            return files.error();
        content.policies.emplace(digest, *std::move(files));
    }
    return {};
}

Result<void> put_down(pack::Content const& content, evidence::TileHashes const& tree, fs::path const& folder,
                      terminal::Console& console)
{
    fs::path const aside = folder.string() + ".new";
    std::error_code error;
    fs::remove_all(aside, error);  // what an attempt that was cut short left behind
    terminal::Progress progress{console, "Proving", content.entries.size()};
    auto const put = [&aside](std::string const& path, std::string_view text) {
        return files::create(aside / path, as_bytes(text));
    };
    Result<void> done = files::create_folder(aside);
    if (done)
        done = pack::write(content, tree, put, [&progress] { progress.advance(); });
    if (done)
        done = files::put_in_place(aside, folder);
    fs::remove_all(aside, error);
    return done;
}

Result<void> check_new(fs::path const& folder)
{
    std::error_code error;
    if (fs::symlink_status(folder, error).type() != fs::file_type::not_found)
        return problem(ProblemCode::kConfiguration, folder.string() + " is already there.",
                       "An evidence pack is put into a new folder, and never over another.");
    return {};
}

}  // namespace

Result<PackMade> export_pack(agency::GatewaySession session, PackOrder const& order, fs::path const& folder,
                             terminal::Console& console)
{
    if (auto const free = check_new(folder); !free)
        return free.error();
    GatewaySource source{std::move(session)};
    pack::Content content;
    content.maker = {order.occasion.by.name, order.occasion.by.role};
    auto key = evidence::parse_vkey(source.session().identity().log);
    if (!key)
        return key.error();
    content.log = *std::move(key);
    auto selected = select(source.session(), order, console);
    if (!selected)
        return selected.error();
    auto const exported = record_export(source.session(), order, *selected);
    if (!exported)
        return exported.error();
    if (auto const chosen = choose_checkpoint(source.session(), order, *exported, content, console); !chosen)
        return chosen.error();
    auto standing = pack::standing_of(content);
    if (!standing)
        return standing.error();
    KeptSource kept{source};
    evidence::ServedLog const log{kept, standing->checkpoint.size};
    std::size_t const found = selected->indexes.size();
    selected->indexes.push_back(*exported);
    if (auto const fetched = fetch_entries(log, selected->indexes, content, console); !fetched)
        return fetched.error();
    if (auto const fetched = fetch_policies(source.session(), content); !fetched)
        return fetched.error();
    if (auto const done = put_down(content, log, folder, console); !done)
        return done.error();
    return PackMade{*std::move(standing), found, *exported, content.policies.size(), std::move(content.lost)};
}

}  // namespace micklegate::app
