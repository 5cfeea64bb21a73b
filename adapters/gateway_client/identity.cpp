#include "adapters/gateway_client/identity.hpp"

#include "gateway/crypto/peer_identity.hpp"
#include "gateway/files/files.hpp"
#include "gateway/json/record_reader.hpp"
#include "gateway/model/agency_id.hpp"

namespace micklegate::gateway_client {
namespace {

namespace fs = std::filesystem;

Result<std::vector<crypto::OpeningKey>> load_retired(fs::path const& folder)
{
    std::vector<crypto::OpeningKey> keys;
    auto const path = [&](unsigned number) { return folder / ("retired-seal." + std::to_string(number) + ".key"); };
    std::error_code error;
    for (unsigned number = 1; fs::exists(path(number), error); ++number) {
        auto secret = files::read_base64_secret(path(number), 32);
        if (!secret)
            return secret.error();
        keys.insert(keys.begin(), crypto::OpeningKey::from_secret(std::move(*secret)));
    }
    return keys;
}

Problem not_a_bundle(fs::path const& folder, Problem cause)
{
    cause.detail = folder.string() + " is not an identity bundle: " + cause.detail;
    return cause;
}

/// The gateway goes by the certificate alone, so a bundle that says otherwise of itself would act as somebody else.
Result<void> check_certificate(fs::path const& folder, std::string const& id)
{
    Result<std::string> const pem = files::read(folder / "tls.crt", 64 * 1024);
    if (!pem)
        return pem.error();
    Result<AgencyId> const named = crypto::agency_of_certificate_pem(*pem);
    if (!named)
        return problem(ProblemCode::kConfiguration, (folder / "tls.crt").string() + ": " + named.error().detail,
                       named.error().next);
    if (named->get() != id)
        return problem(ProblemCode::kConfiguration,
                       folder.string() + " is a mixture of two bundles: its agency.json is of " + id +
                           ", its tls.crt of " + named->get() + ".",
                       "Take both from the bundle that the partnership's operator handed over.");
    return {};
}

}  // namespace

Result<Identity> load_identity(fs::path const& folder)
{
    Result<std::string> const text = files::read(folder / "agency.json", 64 * 1024);
    if (!text)
        return not_a_bundle(folder, text.error());
    json::RecordReader fields{*text};
    std::string id = fields.text("id");
    std::string kind = fields.text("kind");
    std::string name = fields.text("name");
    std::string gateway = fields.text("gateway");
    std::string log = fields.text("log");
    if (Result<void> const read = fields.finish(); !read)
        return not_a_bundle(folder, read.error());
    if (!valid_agency_id(id))
        return not_a_bundle(folder, field_problem(ProblemCode::kInvalidValue, "/id", "is not an agency id"));

    if (auto const fits = check_certificate(folder, id); !fits)
        return fits.error();

    Result<crypto::Secret> seal = files::read_base64_secret(folder / "seal.key", 32);
    if (!seal)
        return seal.error();
    Result<crypto::Secret> const sign = files::read_base64_secret(folder / "sign.key", 32);
    if (!sign)
        return sign.error();
    Result<std::vector<crypto::OpeningKey>> retired = load_retired(folder);
    if (!retired)
        return retired.error();
    // The TLS library reads its key itself; here only its mode is checked.
    if (Result<crypto::Secret> const key = files::read_secret(folder / "tls.key"); !key)
        return key.error();

    return Identity{AgencyId{std::move(id)},
                    std::move(kind),
                    std::move(name),
                    std::move(gateway),
                    std::move(log),
                    folder / "ca.crt",
                    folder / "tls.crt",
                    folder / "tls.key",
                    crypto::OpeningKey::from_secret(std::move(*seal)),
                    std::move(*retired),
                    crypto::SigningKey::from_seed(sign->view())};
}

}  // namespace micklegate::gateway_client
