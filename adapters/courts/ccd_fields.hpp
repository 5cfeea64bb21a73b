// Case data as Core Case Data (CCD) exports it, read field by field: the first that is at fault is remembered.
#pragma once

#include "gateway/base/problem.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::courts {

struct CcdElement;

/// A view of one complex field. CCD writes what is not known as null, as an empty text or not at all; that is the same.
class CcdFields {
public:
    using Fault = std::optional<FieldFault>;

    /// `pointer` names the field in the case data. Both references outlive it.
    CcdFields(boost::json::object const& fields, std::string pointer, Fault& fault)
        : fields_{&fields}, pointer_{std::move(pointer)}, fault_{&fault}
    {
    }

    /// Without the space around it; a fault where there is none.
    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] std::string text_if(std::string_view key) const;
    /// "Yes" or true.
    [[nodiscard]] bool yes(std::string_view key) const;
    /// "No" or false, as against what was not asked.
    [[nodiscard]] bool no(std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const;
    /// A list of which something is chosen.
    [[nodiscard]] bool any_chosen(std::string_view key) const;
    /// Empty where there is no such complex field.
    [[nodiscard]] CcdFields inside(std::string_view key) const;
    [[nodiscard]] std::vector<CcdElement> collection(std::string_view key) const;

    /// The same fields with faults of their own.
    [[nodiscard]] CcdFields with(Fault& fault) const { return {*fields_, pointer_, fault}; }
    /// Other fields that are read for these: their faults are these fields' faults.
    [[nodiscard]] CcdFields elsewhere(CcdFields const& other) const { return other.with(*fault_); }

    void fail(std::string_view key, std::string detail) const;

private:
    boost::json::object const* fields_;
    std::string pointer_;
    Fault* fault_;
};

/// Of a collection: {"id": …, "value": {…}}.
struct CcdElement {
    std::string id;
    CcdFields value;
};

/// An AddressUK on one line; empty where nothing of it is known.
[[nodiscard]] std::string address_text(CcdFields const& address);

}  // namespace micklegate::courts
