#include "gateway/site/witnesses_file.hpp"

#include "gateway/files/files.hpp"
#include "gateway/model/endpoint.hpp"

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;
using evidence::WitnessPolicy;

Problem unsound(fs::path const& file, std::string const& why)
{
    return problem(ProblemCode::kConfiguration, file.string() + ": " + why,
                   "Mend the file; docs/operations.md says what belongs in it (\"Witnesses\").");
}

Result<void> check_log(WitnessPolicy const& policy, evidence::NoteKey const& log)
{
    if (policy.logs.size() == 1 && evidence::vkey_text(policy.logs.front().key) == evidence::vkey_text(log))
        return {};
    return problem(ProblemCode::kConfiguration, "It must have one log line, with the key in log.vkey.");
}

Result<void> check_witness(WitnessPolicy::Witness const& witness)
{
    if (!witness.url.empty() && !http_url_of(witness.url))
        return problem(ProblemCode::kConfiguration,
                       "The URL of the witness " + witness.name + " must be like http://host:8080.");
    return {};
}

}  // namespace

Result<std::shared_ptr<WitnessPolicy const>> read_witnesses(fs::path const& file, evidence::NoteKey const& log)
{
    std::error_code error;
    if (!fs::exists(file, error) && !error)
        return std::shared_ptr<WitnessPolicy const>{};
    auto const text = files::read(file, evidence::kLargestWitnessPolicy);
    if (!text)
        return text.error();
    auto policy = evidence::parse_witness_policy(*text);
    if (!policy)
        return unsound(file, policy.error().detail);
    if (auto const ours = check_log(*policy, log); !ours)
        return unsound(file, ours.error().detail);
    for (WitnessPolicy::Witness const& witness : policy->witnesses)
        if (auto const sound = check_witness(witness); !sound)
            return unsound(file, sound.error().detail);
    if (policy->quorum.empty())
        return std::shared_ptr<WitnessPolicy const>{};
    return std::make_shared<WitnessPolicy const>(*std::move(policy));
}

}  // namespace micklegate::site
