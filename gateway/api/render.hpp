// The JSON the gateway answers with. docs/openapi.yaml describes it.
#pragma once

#include "gateway/commit/receipt.hpp"
#include "gateway/receive/http.hpp"

#include <boost/json/object.hpp>

namespace micklegate::api {

[[nodiscard]] receive::HttpResponse json_response(unsigned status, boost::json::object const& body);
/// The members of an RFC 9457 problem.
[[nodiscard]] boost::json::object problem_object(Problem const& problem);

/// The kind of failure that a refusal's code is to whoever asked for the message to go on.
[[nodiscard]] ProblemCode problem_code_of(std::string_view refusal) noexcept;

/// "accepted", "held" or "refused", with code, reason, faulty fields and place in the log. `event` is the sender's own
/// id.
[[nodiscard]] boost::json::object submission(commit::Receipt const& receipt, std::string const& event);
/// A step that was recorded: its state, place in the log and time; of a release also what it became, and for whom.
[[nodiscard]] boost::json::object recorded_step(commit::Receipt const& receipt);

/// 202 with the newest checkpoint added to `body`; reads the store, so it is for the workers. Where the checkpoint
/// cannot be read what was committed stands all the same, so the answer is kOutcomeUnknown: the same sent again is
/// answered with what stands.
[[nodiscard]] receive::HttpResponse committed_response(commit::Ledger const& ledger, boost::json::object body);

}  // namespace micklegate::api
