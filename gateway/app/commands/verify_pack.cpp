#include "gateway/app/commands/verify_pack.hpp"

#include "gateway/app/commands/checkpoint_object.hpp"
#include "gateway/app/pack_check.hpp"
#include "gateway/base/joined.hpp"

namespace micklegate::app {
namespace {

boost::json::object verdict_object(pack::Verdict const& verdict)
{
    boost::json::object out = checkpoint_object(verdict.standing.checkpoint);
    out["verified"] = true;
    out["entries"] = verdict.entries;
    out["policies"] = verdict.policies;
    out["lost_policies"] = boost::json::array(verdict.lost.begin(), verdict.lost.end());
    out["own_log_key"] = verdict.own_log_key;
    out["own_witnesses"] = verdict.own_witnesses;
    out["witnessed"] = verdict.standing.witnessed();
    auto const& quorum = verdict.standing.quorum;
    out["cosigned"] = boost::json::array(quorum.cosigned.begin(), quorum.cosigned.end());
    out["missing"] = boost::json::array(quorum.missing.begin(), quorum.missing.end());
    return out;
}

std::string witness_line(pack::Verdict const& verdict)
{
    std::string const whose = verdict.own_witnesses ? " of those that the pack itself names" : "";
    auto const& quorum = verdict.standing.quorum;
    if (!verdict.standing.asks_witnesses)
        return "No quorum vouches for the checkpoint: no witnesses are asked for.";
    if (!quorum.met)
        return "No quorum vouches for the checkpoint" + whose + "; missing: " + joined(quorum.missing) + ".";
    return "A quorum vouches for the checkpoint" + whose + ": " + joined(quorum.cosigned) + ".";
}

/// What was not given is what the pass does not rest on.
std::string key_line(pack::Verdict const& verdict)
{
    if (verdict.own_log_key)
        return "The log's key was the pack's own, so this proves only that the pack agrees with itself, not whose log "
               "it is: give --key, or --witnesses with a policy that names the log, from your own records.";
    if (verdict.own_witnesses)
        return "The log's key was yours; who the witnesses are, only the pack says: give --witnesses.";
    return "The keys were yours.";
}

std::string verdict_text(pack::Verdict const& verdict)
{
    auto const& checkpoint = verdict.standing.checkpoint;
    std::string text = "The evidence pack holds: " + std::to_string(verdict.entries) + " entries of the log " +
                       checkpoint.origin + " lead to its checkpoint of " + std::to_string(checkpoint.size) +
                       " entries; table and report say what they say. Policy sets in force, with their texts: " +
                       std::to_string(verdict.policies) + ".";
    if (!verdict.lost.empty())
        text += " It lacks the policy texts of " + joined(verdict.lost) + ".";
    return text;
}

}  // namespace

Outcome verify_pack(terminal::Console& console, std::string const& folder, std::string const& key_file,
                    std::string const& witnesses_file, bool json)
{
    auto const verdict = check_pack(folder, key_file, witnesses_file);
    if (!verdict)
        return verdict.error();
    if (json) {
        console.print_json(verdict_object(*verdict));
        return kDone;
    }
    console.print(verdict_text(*verdict));
    console.print(witness_line(*verdict));
    console.print(key_line(*verdict));
    console.print(
        "It does not prove that the selection is complete, that times or decisions are right, or what "
        "messages said: see README.txt there.");
    return kDone;
}

}  // namespace micklegate::app
