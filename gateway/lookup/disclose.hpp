// A register's answer is a message from its keeper to whoever asks: decided and cut down like any other.
#pragma once

#include "gateway/decide/decide.hpp"

namespace micklegate::lookup {

/// Between whom: the register's keeper, which sends its answers, and who asks. They outlive the call.
struct Between {
    Agency const& keeper;
    Agency const& asker;
};

struct Disclosed {
    boost::json::object data;
    std::vector<std::string> released;
    std::string agreement;  ///< "name/version"
    std::string rule;
};

/// Nothing where no agreement lets the asker hear of it. The set's catalogue has the type.
[[nodiscard]] std::optional<Disclosed> disclose(char const* type, boost::json::object data, std::string const& purpose,
                                                Between const& between, policy::PolicySet const& policy, Moment now);

/// Whether any rule could let the asker have an answer of that type for that purpose. Who never may is answered
/// without a look at the register, so that neither time nor note tells what is in it.
[[nodiscard]] bool may_ask(std::string_view type, std::string const& purpose, Between const& between,
                           policy::PolicySet const& policy);

}  // namespace micklegate::lookup
