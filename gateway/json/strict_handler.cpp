#include "gateway/json/strict_handler.hpp"

#include "gateway/json/pointer.hpp"

#include <cmath>

namespace micklegate::json {
namespace {

constexpr std::int64_t kLargestExact = 9'007'199'254'740'992;

}  // namespace

StrictHandler::StrictHandler(Bounds const& bounds) : bounds_{bounds} { stack_.reset(); }

std::string StrictHandler::pointer() const
{
    std::string text;
    for (Level const& level : levels_)
        text += "/" + (level.object ? pointer_token(level.key) : std::to_string(level.index - 1));
    return text;
}

bool StrictHandler::fail(ProblemCode code, std::string detail, Error& error)
{
    fault_ = field_problem(code, pointer(), std::move(detail));
    error = boost::json::error::syntax;
    return false;
}

bool StrictHandler::begin_value(Error& error)
{
    if (levels_.empty() || levels_.back().object)
        return true;
    if (++levels_.back().index > bounds_.members)
        return fail(ProblemCode::kInvalidValue, "holds more elements than are accepted", error);
    return true;
}

bool StrictHandler::on_object_begin(Error& error)
{
    if (!begin_value(error))
        return false;
    levels_.push_back(Level{true, 0, {}, {}});
    return true;
}

bool StrictHandler::on_object_end(std::size_t count, Error&)
{
    levels_.pop_back();
    stack_.push_object(count);
    return true;
}

bool StrictHandler::on_array_begin(Error& error)
{
    if (!begin_value(error))
        return false;
    levels_.push_back(Level{});
    return true;
}

bool StrictHandler::on_array_end(std::size_t count, Error&)
{
    levels_.pop_back();
    stack_.push_array(count);
    return true;
}

bool StrictHandler::check_string(std::size_t total, Error& error)
{
    return total <= bounds_.string_bytes || fail(ProblemCode::kStringTooLong, "is longer than is accepted", error);
}

bool StrictHandler::on_key_part(std::string_view part, std::size_t total, Error& error)
{
    if (!check_string(total, error))
        return false;
    key_ += part;
    stack_.push_chars(part);
    return true;
}

bool StrictHandler::on_key(std::string_view part, std::size_t total, Error& error)
{
    if (!check_string(total, error))
        return false;
    key_ += part;
    Level& level = levels_.back();
    level.key = key_;
    key_.clear();
    if (!level.seen.insert(level.key).second)
        return fail(ProblemCode::kDuplicateKey, "appears twice in its object", error);
    if (level.seen.size() > bounds_.members)
        return fail(ProblemCode::kInvalidValue, "is one key more than an object may hold", error);
    stack_.push_key(part);
    return true;
}

bool StrictHandler::on_string_part(std::string_view part, std::size_t total, Error& error)
{
    if (!check_string(total, error))
        return false;
    stack_.push_chars(part);
    return true;
}

bool StrictHandler::on_string(std::string_view part, std::size_t total, Error& error)
{
    if (!begin_value(error) || !check_string(total, error))
        return false;
    stack_.push_string(part);
    return true;
}

bool StrictHandler::on_int64(std::int64_t number, std::string_view, Error& error)
{
    if (!begin_value(error))
        return false;
    if (number > kLargestExact || number < -kLargestExact)
        return fail(ProblemCode::kInvalidValue, "is outside the integers JSON carries exactly", error);
    stack_.push_int64(number);
    return true;
}

bool StrictHandler::on_uint64(std::uint64_t, std::string_view, Error& error)
{
    return begin_value(error) &&
           fail(ProblemCode::kInvalidValue, "is outside the integers JSON carries exactly", error);
}

bool StrictHandler::on_double(double number, std::string_view, Error& error)
{
    if (!begin_value(error))
        return false;
    if (!bounds_.fractions)
        return fail(ProblemCode::kInvalidValue, "must be an integer", error);
    if (!std::isfinite(number))
        return fail(ProblemCode::kInvalidValue, "is too large a number", error);
    stack_.push_double(number);
    return true;
}

bool StrictHandler::on_bool(bool truth, Error& error)
{
    if (!begin_value(error))
        return false;
    stack_.push_bool(truth);
    return true;
}

bool StrictHandler::on_null(Error& error)
{
    if (!begin_value(error))
        return false;
    stack_.push_null();
    return true;
}

}  // namespace micklegate::json
