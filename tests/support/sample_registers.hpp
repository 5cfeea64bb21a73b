// The sample registers and the sample night, as the repository carries them.
#pragma once

#include "gateway/registers/registers.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace micklegate::samples {

inline std::string read(std::string const& name)
{
    std::ifstream file{std::string{MICKLEGATE_SOURCE_DIR} + "/adapters/police/samples/" + name, std::ios::binary};
    if (!file)
        throw std::runtime_error{"sample file " + name + " is missing"};
    return {std::istreambuf_iterator<char>{file}, {}};
}

inline registers::Registers const& registers()
{
    static registers::Registers const all{
        registers::SchoolRegister::import(read("schools.csv"), read("school-links.csv")).value(),
        registers::AreaRegister::import(read("outcodes.csv")).value()};
    return all;
}

}  // namespace micklegate::samples
