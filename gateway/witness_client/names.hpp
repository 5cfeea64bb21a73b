// Addresses of host names, so that nobody need wait for a name server. The system's own look-up cannot be called off.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace micklegate::witness_client {

using Addresses = std::vector<std::string>;
/// Blocks for as long as it takes; empty where the name is not known.
using LookUp = std::function<Addresses(std::string const& name)>;

/// As the system is configured.
[[nodiscard]] Addresses look_up(std::string const& name);

/// Each name that is being looked up has a thread of its own, and no more than one: it may outlive this object, and it
/// touches nothing then but what it owns.
class Names {
public:
    using Told = std::function<void(Addresses const&)>;

    explicit Names(LookUp look_up);

    /// `told` is called on that thread, unless nobody holds it any more.
    void ask(std::string const& name, std::weak_ptr<Told> told);

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace micklegate::witness_client
