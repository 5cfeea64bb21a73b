#include "gateway/api/named_person.hpp"

#include "gateway/base/characters.hpp"

namespace micklegate::api {
namespace {

constexpr std::size_t kLongestPerson = 200;
constexpr std::size_t kLongestReason = 1000;

}  // namespace

Result<std::string> read_person(json::RecordReader& reader)
{
    json::RecordReader by = reader.record("by");
    std::string const name = by.text("name");
    std::string const role = by.text("role");
    if (auto const sound = by.finish(); !sound)
        return sound.error();
    return named_person(name, role, "/by");
}

Result<std::string> named_person(std::string const& name, std::string const& role, std::string pointer)
{
    // Shown at the other agency: no control character may reach a terminal there.
    if (is_blank(name) || is_blank(role) || name.size() + role.size() > kLongestPerson || holds_control(name) ||
        holds_control(role))
        return field_problem(
            ProblemCode::kInvalidValue, std::move(pointer),
            "must hold the person's name and role, in at most 200 bytes together and without control characters");
    return name + ", " + role;
}

Result<void> check_reason(std::string_view reason)
{
    if (is_blank(reason) || reason.size() > kLongestReason || holds_control(reason))
        return field_problem(ProblemCode::kInvalidValue, "/reason",
                             "must be the person's reason, in at most 1000 bytes and without control characters");
    return {};
}

}  // namespace micklegate::api
