#include "gateway/app/log_sources.hpp"

#include "gateway/app/gateway_source.hpp"
#include "gateway/commit/log_resources.hpp"
#include "gateway/crypto/site_keys.hpp"
#include "gateway/files/files.hpp"
#include "gateway/serve/known_past.hpp"
#include "gateway/site/site.hpp"
#include "gateway/storage/store.hpp"

namespace micklegate::app {
namespace {

namespace fs = std::filesystem;

class StoreSource final : public evidence::LogSource {
public:
    StoreSource(std::unique_ptr<storage::Store> store, crypto::Secret const& site_key)
        : store_{std::move(store)}, keys_{crypto::SiteKeys::derive(site_key)}, ledger_{store_->ledger(), &subjects_}
    {
    }
    Result<Bytes> fetch(std::string const& path) override { return ledger_.fetch(path); }
    Result<evidence::Digest> sealed_digest(std::uint64_t index) override { return ledger_.sealed_digest(index); }
    Result<evidence::Digest> change_digest(std::uint64_t index) override { return ledger_.change_digest(index); }
    bool concurrent() const override { return ledger_.concurrent(); }
    storage::Store const& store() const noexcept { return *store_; }

private:
    std::unique_ptr<storage::Store> store_;
    crypto::SiteKeys keys_;
    commit::SubjectKeys subjects_{keys_};
    commit::LedgerSource ledger_;
};

class FolderSource final : public evidence::LogSource {
public:
    explicit FolderSource(fs::path folder) : folder_{std::move(folder)} {}
    Result<Bytes> fetch(std::string const& path) override
    {
        std::error_code error;
        if (!fs::exists(folder_ / path, error))
            return problem(ProblemCode::kNotFound, "The folder has no " + path + ".");
        auto const text = files::read(folder_ / path);
        return text ? Result<Bytes>{Bytes{text->begin(), text->end()}} : Result<Bytes>{text.error()};
    }
    bool concurrent() const override { return true; }

private:
    fs::path folder_;
};

Result<OpenedLog> open_gateway(std::string const& url, std::string const& as, std::string const& key_file)
{
    if (as.empty())
        return problem(ProblemCode::kConfiguration, "A gateway shows its log only to agencies.",
                       "Add --as with an auditor's identity folder.");
    auto const gateway = endpoint_of(url);
    if (!gateway)
        return gateway.error();
    auto session = agency::GatewaySession::open(as, *gateway);
    if (!session)
        return session.error();
    auto key = key_file.empty() ? evidence::parse_vkey(session->identity().log) : read_log_key(key_file);
    if (!key)
        return key.error();
    bool const auditor = session->identity().kind == "auditor";
    return OpenedLog{std::make_unique<GatewaySource>(*std::move(session)), *std::move(key), auditor, false};
}

bool may_hold_log(fs::path const& folder)
{
    std::error_code error;
    return fs::exists(folder / "micklegate.toml", error) || fs::exists(folder / "checkpoint", error) ||
           fs::exists(folder / "log.vkey", error);
}

Result<OpenedLog> open_folder(fs::path const& folder, std::string const& key_file)
{
    if (!may_hold_log(folder))
        return problem(ProblemCode::kConfiguration, folder.string() + " is no site, export, evidence pack or URL.",
                       "Give a site folder, a folder that micklegate log export made, or a gateway's https:// URL.");
    auto key = read_log_key(key_file.empty() ? folder / "log.vkey" : fs::path{key_file});
    if (!key)
        return key.error();
    std::error_code error;
    if (!fs::exists(folder / "micklegate.toml", error))
        return OpenedLog{std::make_unique<FolderSource>(folder), *std::move(key), true, false};
    auto const site = site::open_site(folder);
    if (!site)
        return site.error();
    auto const site_key = site::read_site_key(*site);
    if (!site_key)
        return site_key.error();
    if (auto const sound = storage::Store::check_record_files(site->data()); !sound)
        return sound.error();
    auto past = serve::read_remembered(*site);
    if (!past)
        return past.error();
    auto store = storage::Store::open_read_only({site->data(), site->settings.origin(), {}});
    if (!store)
        return store.error();
    auto source = std::make_unique<StoreSource>(*std::move(store), *site_key);
    auto check_files = [&opened = source->store()] { return opened.check_files(); };
    auto check_past = [&opened = source->store(), site = *site, past = *std::move(past), key = *key] {
        return serve::check_remembered(site, past, opened.ledger(), key);
    };
    return OpenedLog{std::move(source), *std::move(key), true, true, std::move(check_files), std::move(check_past)};
}

}  // namespace

Result<evidence::NoteKey> read_log_key(fs::path const& file)
{
    auto text = files::read(file);
    if (!text)
        return text.error();
    while (!text->empty() && text->back() == '\n')
        text->pop_back();
    auto key = evidence::parse_vkey(*text);
    if (!key && evidence::parse_vkey(*text, evidence::KeyType::kCosignature))
        return problem(key.error().code, file.string() + ": This is a witness's key, not the log's.",
                       "Take the log's, log.vkey; witnesses are given with --witnesses, in a policy.");
    if (!key)
        return problem(key.error().code, file.string() + ": " + key.error().detail, key.error().next);
    return key;
}

Result<evidence::WitnessPolicy> read_witness_policy(fs::path const& file)
{
    auto const text = files::read(file, evidence::kLargestWitnessPolicy);
    if (!text)
        return text.error();
    auto policy = evidence::parse_witness_policy(*text);
    if (!policy)
        return problem(policy.error().code, file.string() + ": " + policy.error().detail, policy.error().next);
    return policy;
}

Result<void> check_key_beside(fs::path const& folder, evidence::NoteKey const& key)
{
    std::error_code error;
    fs::path const file = folder / "log.vkey";
    bool const there = fs::exists(file, error);
    auto const beside = there ? read_log_key(file) : Result<evidence::NoteKey>{Problem{}};
    if (beside && *beside == key)
        return {};
    return problem(ProblemCode::kIntegrity,
                   file.string() + (there ? ": It is not the key that was given." : ": It is missing."),
                   "The log was checked with the key that was given, and fits it; fetch the file anew.");
}

Result<std::string> parse_log_place(std::string_view text)
{
    if (text.find("://") != std::string_view::npos)
        if (auto const gateway = endpoint_of(text); !gateway)
            return gateway.error();
    return std::string{text};
}

Result<OpenedLog> open_log(std::string const& where, std::string const& as, std::string const& key_file)
{
    return where.starts_with("https://") ? open_gateway(where, as, key_file) : open_folder(where, key_file);
}

}  // namespace micklegate::app
