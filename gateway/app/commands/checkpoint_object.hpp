// A checkpoint as every command prints it in JSON.
#pragma once

#include "gateway/evidence/checkpoint.hpp"

#include <boost/json/object.hpp>

namespace micklegate::app {

inline boost::json::object checkpoint_object(evidence::Checkpoint const& checkpoint)
{
    return {{"origin", checkpoint.origin}, {"size", checkpoint.size}, {"root", base64(checkpoint.root)}};
}

}  // namespace micklegate::app
