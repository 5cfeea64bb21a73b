// GET /v1/policies/{digest}: the texts that decided, for whoever runs a past decision again.
#include "gateway/api/auditor.hpp"
#include "gateway/api/await.hpp"
#include "gateway/api/handlers.hpp"
#include "gateway/api/render.hpp"
#include "gateway/base/bytes.hpp"

#include <algorithm>

namespace micklegate::api {
namespace {

constexpr std::string_view kAlgorithm = "sha256:";
constexpr std::size_t kDigits = 64;

Result<std::string> digest_of(receive::HttpRequest const& request)
{
    std::string_view digits = request.parameters.at("digest");
    if (digits.starts_with(kAlgorithm))
        digits.remove_prefix(kAlgorithm.size());
    auto const small = [](char c) { return hex_digit(c) >= 0 && (c < 'A' || c > 'F'); };
    if (digits.size() != kDigits || !std::ranges::all_of(digits, small))
        return problem(ProblemCode::kNotFound, "That is not the digest of a policy set.",
                       "Give it whole, as the policy of an entry.");
    return std::string{kAlgorithm} + std::string{digits};
}

receive::HttpResponse texts_of(receive::HttpRequest const& request, Services const& services)
{
    auto const digest = digest_of(request);
    auto const files = digest ? services.policy_texts(*digest) : Result<policy::PolicyFiles>{digest.error()};
    if (!files)
        return receive::problem_response(files.error());
    boost::json::object out;
    // Who approved a set is in its folder, too, and is opened by an entry of the log or not at all.
    for (auto const& [path, text] : policy::deciding_files(*files))
        out[path] = text;
    return json_response(200, out);
}

}  // namespace

Answer policy_texts(receive::HttpRequest& request, Services const& services)
{
    auto admitting = admit_auditor(request, services);
    auto const admitted = co_await std::move(admitting);
    if (!admitted)
        co_return receive::problem_response(admitted.error());
    std::function<receive::HttpResponse()> answer = [&] { return texts_of(request, services); };
    auto answering = answer_on(services.workers, request.peer, std::move(answer));
    co_return co_await std::move(answering);
}

}  // namespace micklegate::api
