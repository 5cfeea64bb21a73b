#include "gateway/receive/kind_of.hpp"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <typeinfo>

namespace micklegate::receive {

std::string kind_of(std::exception const& error)
{
    char const* const mangled = typeid(error).name();
    int status = 0;
    std::unique_ptr<char, decltype(&std::free)> const name{abi::__cxa_demangle(mangled, nullptr, nullptr, &status),
                                                           &std::free};
    return status == 0 ? name.get() : mangled;
}

}  // namespace micklegate::receive
