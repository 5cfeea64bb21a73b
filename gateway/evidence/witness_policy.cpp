// Reading a tlog-policy file, line by line.
#include "gateway/evidence/witness_policy.hpp"

#include "gateway/evidence/lines.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace micklegate::evidence {
namespace {

constexpr std::string_view kNone = "none";

using Words = std::vector<std::string_view>;

Problem unsound(std::string detail) { return problem(ProblemCode::kConfiguration, std::move(detail)); }

Words words_of(std::string_view line)
{
    constexpr std::string_view kBlank = " \t";
    Words words;
    for (std::size_t begin = line.find_first_not_of(kBlank); begin != std::string_view::npos;) {
        std::size_t const end = std::min(line.find_first_of(kBlank, begin), line.size());
        words.push_back(line.substr(begin, end - begin));
        begin = line.find_first_not_of(kBlank, end);
    }
    return words;
}

bool has_key(auto const& rows, crypto::VerifyKey const& key)
{
    return std::any_of(rows.begin(), rows.end(), [&key](auto const& row) { return row.key.key == key; });
}

/// Takes the lines in order, so that a name can only stand for what is defined above it.
class PolicyReader {
public:
    Result<void> take(std::string_view line)
    {
        if (std::any_of(line.begin(), line.end(), [](char c) {
                auto const octet = static_cast<unsigned char>(c);
                return (octet < 0x20 && c != '\t') || octet == 0x7f;
            }))
            return unsound("only tabs are allowed among the control characters.");
        Words const words = words_of(line);
        if (words.empty() || words.front().starts_with('#'))
            return {};
        if (words.front() == "log")
            return take_log(words);
        if (words.front() == "witness")
            return take_witness(words);
        if (words.front() == "group")
            return take_group(words);
        if (words.front() == "quorum")
            return take_quorum(words);
        return unsound("a line begins with log, witness, group or quorum.");
    }

    Result<WitnessPolicy> finish() &&
    {
        if (!has_quorum_)
            return unsound("The witness policy has no quorum line.");
        return std::move(policy_);
    }

private:
    Result<void> take_log(Words const& words)
    {
        if (words.size() != 2 && words.size() != 3)
            return unsound("a log has a verifier key and at most a URL.");
        auto key = parse_vkey(words[1]);
        if (!key)
            return key.error();
        if (has_key(policy_.logs, key->key))
            return unsound("this log's key is already listed.");
        if (policy_.logs.size() == kMostPolicyLines)
            return unsound("there are more than 32 logs.");
        policy_.logs.push_back({*std::move(key), words.size() == 3 ? std::string{words[2]} : std::string{}});
        return {};
    }

    Result<void> take_witness(Words const& words)
    {
        if (words.size() != 3 && words.size() != 4)
            return unsound("a witness has a name, a verifier key and at most a URL.");
        auto key = parse_vkey(words[2], KeyType::kCosignature);
        if (!key)
            return key.error();
        if (has_key(policy_.witnesses, key->key))
            return unsound("this witness's key is already listed, and one key counts once.");
        if (policy_.witnesses.size() == kMostPolicyLines)
            return unsound("there are more than 32 witnesses.");
        if (auto const defined = define(words[1]); !defined)
            return defined.error();
        policy_.witnesses.push_back(
            {std::string{words[1]}, *std::move(key), words.size() == 4 ? std::string{words[3]} : std::string{}});
        return {};
    }

    Result<void> take_group(Words const& words)
    {
        if (words.size() < 4)
            return unsound("a group has a name, all, any or a number, and its members.");
        auto const members = std::span{words}.subspan(3);
        auto const threshold = words[2] == "all"   ? std::optional<std::uint64_t>{members.size()}
                               : words[2] == "any" ? std::optional<std::uint64_t>{1}
                                                   : parse_decimal(words[2]);
        if (!threshold || *threshold == 0 || *threshold > members.size())
            return unsound("a group needs all, any, or a number from 1 to that of its members.");
        if (policy_.groups.size() == kMostPolicyLines)
            return unsound("there are more than 32 groups.");
        for (std::string_view const member : members) {
            if (!defined_.contains(member))
                return unsound("a group's members are witnesses and groups defined above it.");
            if (!members_.emplace(member).second)
                return unsound("a witness or group is a member once and of one group only.");
        }
        if (auto const defined = define(words[1]); !defined)
            return defined.error();
        policy_.groups.push_back({std::string{words[1]}, *threshold, {members.begin(), members.end()}});
        return {};
    }

    Result<void> take_quorum(Words const& words)
    {
        if (words.size() != 2)
            return unsound("the quorum is one name, or none.");
        if (has_quorum_)
            return unsound("there is a second quorum line.");
        has_quorum_ = true;
        if (words[1] == kNone)
            return {};
        if (!defined_.contains(words[1]))
            return unsound("the quorum is a witness or a group defined above it.");
        policy_.quorum = words[1];
        return {};
    }

    Result<void> define(std::string_view name)
    {
        if (name == kNone || !defined_.emplace(name).second)
            return unsound("the name is already taken.");
        return {};
    }

    WitnessPolicy policy_;
    std::set<std::string, std::less<>> defined_;
    std::set<std::string, std::less<>> members_;
    bool has_quorum_ = false;
};

}  // namespace

Result<WitnessPolicy> parse_witness_policy(std::string_view text)
{
    if (text.size() > kLargestWitnessPolicy)
        return unsound("The witness policy is larger than 64 KiB.");
    PolicyReader reader;
    for (std::size_t number = 1; !text.empty(); ++number) {
        std::string const where = "Line " + std::to_string(number) + " of the witness policy: ";
        auto const line = take_line(text);
        if (!line)
            return unsound(where + "it lacks its newline.");
        if (auto const taken = reader.take(*line); !taken)
            return unsound(where + taken.error().detail);
    }
    return std::move(reader).finish();
}

}  // namespace micklegate::evidence
