#include "adapters/courts/orders.hpp"

#include "adapters/rows/json_rows.hpp"
#include "gateway/crypto/hash.hpp"
#include "gateway/json/canonical_json.hpp"

namespace micklegate::courts {
namespace {

using boost::json::object;

/// CCD's own interfaces disagree on its name.
object const* case_data_of(object const* details)
{
    for (std::string_view const name : {"case_data", "data"}) {
        auto const* const data = details != nullptr ? details->if_contains(name) : nullptr;
        if (data != nullptr && data->is_object())
            return &data->get_object();
    }
    return nullptr;
}

CourtCase case_of(object const* details)
{
    if (details == nullptr)
        return {{}, {{{}, {}, problem(ProblemCode::kInvalidValue, "the text is not one JSON object")}}};
    object const* const data = case_data_of(details);
    if (data == nullptr)
        return {{}, {{{}, {}, field_problem(ProblemCode::kInvalidValue, "/case_data", "is missing")}}};
    return read_case(*data);
}

Problem placed(std::size_t line, Problem const& why)
{
    std::string const place = "Of the case that begins on line " + std::to_string(line) + " of the file, ";
    if (why.errors.empty())
        return problem(ProblemCode::kInvalidValue, place + why.detail + ".");
    FieldFault const& fault = why.errors.front();
    return problem(ProblemCode::kInvalidValue, place + fault.pointer + " " + fault.detail + ".");
}

}  // namespace

Result<std::vector<OrderRow>> read_orders(std::string_view text)
{
    auto const cases = rows::JsonRows::read(text, "cases", "case");
    if (!cases)
        return cases.error();
    std::vector<OrderRow> rows;
    for (std::size_t i = 0; i < cases->size(); ++i) {
        CourtCase read = case_of(cases->at(i));
        for (Told& told : read.told) {
            if (!told.data)
                told.data = placed(cases->line(i), told.data.error());
            rows.push_back({rows.size() + 1, read.number, std::move(told)});
        }
    }
    return rows;
}

object event_of(OrderRow const& row, Address const& address)
{
    object event;
    event["specversion"] = "1.0";
    event["source"] = address.from.get();
    event["type"] = row.told.type;
    event["recipient"] = address.to.get();
    event["data"] = *row.told.data;
    event["id"] = "ccd/" + hex(crypto::sha256(as_bytes(json::canonical(event))));
    return event;
}

}  // namespace micklegate::courts
