// The repository's own policies, read as a site would read them, and messages to try them with.
#pragma once

#include "gateway/policy/policy_set.hpp"
#include "gateway/recognise/recognise.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace micklegate::samples {

inline policy::PolicyFiles policy_files()
{
    std::filesystem::path const root = std::filesystem::path{MICKLEGATE_SOURCE_DIR} / "policies";
    policy::PolicyFiles files;
    for (auto const& entry : std::filesystem::recursive_directory_iterator{root}) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream file{entry.path(), std::ios::binary};
        files[entry.path().lexically_relative(root).generic_string()] = {std::istreambuf_iterator<char>{file}, {}};
    }
    return files;
}

inline policy::PolicySet const& policy()
{
    static policy::PolicySet const loaded = policy::load_policy_set(policy_files()).value();
    return loaded;
}

inline Agency const& agency(std::string const& kind)
{
    static std::map<std::string, Agency> agencies;
    Agency& found = agencies[kind];
    found.kind = kind;
    found.id = AgencyId{kind + ".sample"};
    return found;
}

/// The type's first example, from one kind of agency to another.
inline recognise::Message message(std::string const& type, std::string const& from, std::string const& to)
{
    recognise::Message message;
    message.spec = &policy().catalogue.at(MessageType{type});
    message.event.type = message.spec->type;
    message.event.data = message.spec->schema.at("examples").at(0).as_object();
    message.sender = &agency(from);
    message.recipient = &agency(to);
    return message;
}

}  // namespace micklegate::samples
