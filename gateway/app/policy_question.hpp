// A question to a policy set that no message has asked yet: would this be allowed, and why?
#pragma once

#include "gateway/decide/explain.hpp"

namespace micklegate::app {

struct AgeRange {
    int low = 0;
    int high = 0;
};

/// kInvalidValue, with a guess, for what is no kind of agency.
[[nodiscard]] Result<std::string> parse_agency_kind(std::string_view text);
/// kInvalidValue where the lower age is the higher one.
[[nodiscard]] Result<AgeRange> parse_ages(std::pair<int, int> ages);

struct PolicyQuestion {
    std::string type;
    std::string from;                                ///< kind of agency
    std::string to;                                  ///< kind of agency
    std::string purpose;                             ///< empty: the sender names none
    std::optional<AgeRange> ages;                    ///< that the receiving school takes
    std::optional<Moment> at;                        ///< empty: now
    registers::AreaRegister const* areas = nullptr;  ///< of the site that is asked about; null: none is
    std::string data;                                ///< JSON object; empty: the type's first example
    std::string data_from;                           ///< the file that `data` came from, to say where its faults are
};

/// The decision and its sentences. kInvalidValue when the question itself makes no sense: an unknown type, or data
/// unfit for it.
[[nodiscard]] Result<decide::Explanation> answer(policy::PolicySet const& policy, PolicyQuestion const& question,
                                                 Moment now);

}  // namespace micklegate::app
