#include "gateway/json/record_reader.hpp"

#include "gateway/json/pointer.hpp"

namespace micklegate::json {

RecordReader::RecordReader(std::string_view text, Bounds const& bounds)
{
    Result<boost::json::value> value = parse_strict(text, bounds);
    if (!value)
        outcome_ = value.error();
    else if (boost::json::object* const object = value->if_object())
        object_ = std::move(*object);
}

std::string RecordReader::text(std::string_view key)
{
    boost::json::value const* const value = take(key);
    if (value == nullptr)
        return {};
    if (boost::json::string const* const string = value->if_string())
        return std::string{std::string_view{*string}};
    fail(ProblemCode::kInvalidValue, key, "must be a string");
    return {};
}

std::string RecordReader::text_or(std::string_view key, std::string absent)
{
    return object_.contains(key) ? text(key) : std::move(absent);
}

bool RecordReader::flag_or(std::string_view key, bool absent)
{
    boost::json::value const* const value = object_.contains(key) ? take(key) : nullptr;
    if (value != nullptr && !value->is_bool())
        fail(ProblemCode::kInvalidValue, key, "must be true or false");
    return value != nullptr && value->is_bool() ? value->get_bool() : absent;
}

std::uint64_t RecordReader::whole_number(std::string_view key)
{
    boost::json::value const* const value = take(key);
    if (value == nullptr)
        return 0;
    if (auto const* const number = value->if_int64(); number != nullptr && *number >= 0)
        return static_cast<std::uint64_t>(*number);
    fail(ProblemCode::kInvalidValue, key, "must be a whole number, not below zero");
    return 0;
}

RecordReader RecordReader::record(std::string_view key)
{
    RecordReader record;
    record.object_ = object(key);
    return record;
}

boost::json::object RecordReader::object(std::string_view key)
{
    boost::json::value const* const value = take(key);
    if (value != nullptr && value->is_object())
        return value->get_object();
    if (value != nullptr)
        fail(ProblemCode::kInvalidValue, key, "must be an object");
    return {};
}

std::vector<std::string> RecordReader::texts(std::string_view key)
{
    std::vector<std::string> texts;
    boost::json::value const* const value = take(key);
    if (value == nullptr)
        return texts;
    boost::json::array const* const array = value->if_array();
    for (boost::json::value const& element : array != nullptr ? *array : boost::json::array{boost::json::value{}}) {
        if (!element.is_string()) {
            fail(ProblemCode::kInvalidValue, key, "must be an array of strings");
            break;
        }
        texts.emplace_back(std::string_view{element.get_string()});
    }
    return texts;
}

std::vector<RecordReader> RecordReader::records(std::string_view key)
{
    std::vector<RecordReader> records;
    boost::json::value const* const value = take(key);
    if (value == nullptr)
        return records;
    boost::json::array const* const array = value->if_array();
    for (boost::json::value const& element : array != nullptr ? *array : boost::json::array{boost::json::value{}}) {
        if (!element.is_object()) {
            fail(ProblemCode::kInvalidValue, key, "must be an array of objects");
            break;
        }
        RecordReader record;
        record.object_ = element.get_object();
        records.push_back(std::move(record));
    }
    return records;
}

Result<void> RecordReader::finish() const
{
    if (!outcome_)
        return outcome_;
    for (auto const& member : object_)
        if (!taken_.contains(std::string_view{member.key()}))
            return field_problem(ProblemCode::kUnknownField, "/" + pointer_token(member.key()), "is not known here");
    return {};
}

boost::json::value const* RecordReader::take(std::string_view key)
{
    taken_.emplace(key);
    boost::json::value const* const value = object_.if_contains(key);
    if (value == nullptr)
        fail(ProblemCode::kMissingField, key, "is missing");
    return value;
}

void RecordReader::fail(ProblemCode code, std::string_view key, std::string_view detail)
{
    if (outcome_)
        outcome_ = field_problem(code, "/" + std::string{key}, std::string{detail});
}

}  // namespace micklegate::json
