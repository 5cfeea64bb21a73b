// The prisons that a partnership knows by their code in the prison service's systems, and which of its agencies each
// is.
#pragma once

#include "gateway/base/result.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace micklegate::registers {

struct Prison {
    std::string code;  ///< of NOMIS: "HLI"
    std::string name;
    std::string agency;  ///< id; empty where the prison is outside the scheme
};

class PrisonRegister {
public:
    /// CSV with the columns code, name and agency, UTF-8. A bad row, a repeated code and an agency that has two are
    /// named by their line.
    [[nodiscard]] static Result<PrisonRegister> import(std::string_view text);

    /// Null where the code is not listed. Lives as long as this.
    [[nodiscard]] Prison const* by_code(std::string_view code) const noexcept;
    /// Null where the agency is no prison of the scheme.
    [[nodiscard]] Prison const* of_agency(std::string_view agency) const noexcept;
    /// Codes of the prisons that are agencies.
    [[nodiscard]] std::set<std::string> in_scheme() const;
    [[nodiscard]] std::size_t size() const noexcept { return by_code_.size(); }

private:
    std::map<std::string, Prison, std::less<>> by_code_;
    std::map<std::string, std::string, std::less<>> code_of_agency_;
};

}  // namespace micklegate::registers
