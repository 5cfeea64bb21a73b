// What strict reading does at each token; only strict_json.cpp includes it.
#pragma once

#include "gateway/json/strict_json.hpp"

#include <boost/json/error.hpp>
#include <boost/json/value_stack.hpp>

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace micklegate::json {

/// Builds the value like Boost's own handler, and keeps the path so that a fault can name its place.
class StrictHandler {
public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    using Error = boost::json::error_code;

    explicit StrictHandler(Bounds const& bounds);

    std::optional<Problem> take_fault() { return std::move(fault_); }
    boost::json::value release() { return stack_.release(); }

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error& error);
    bool on_object_end(std::size_t count, Error&);
    bool on_array_begin(Error& error);
    bool on_array_end(std::size_t count, Error&);
    bool on_key_part(std::string_view part, std::size_t total, Error& error);
    bool on_key(std::string_view part, std::size_t total, Error& error);
    bool on_string_part(std::string_view part, std::size_t total, Error& error);
    bool on_string(std::string_view part, std::size_t total, Error& error);
    bool on_number_part(std::string_view, Error&) { return true; }
    bool on_int64(std::int64_t number, std::string_view, Error& error);
    bool on_uint64(std::uint64_t number, std::string_view, Error& error);
    bool on_double(double number, std::string_view, Error& error);
    bool on_bool(bool truth, Error& error);
    bool on_null(Error& error);
    bool on_comment_part(std::string_view, Error&) { return true; }
    bool on_comment(std::string_view, Error&) { return true; }

private:
    struct Level {
        bool object = false;
        std::size_t index = 0;
        std::string key;
        std::unordered_set<std::string> seen;
    };

    bool begin_value(Error& error);
    bool fail(ProblemCode code, std::string detail, Error& error);
    bool check_string(std::size_t total, Error& error);
    std::string pointer() const;

    Bounds bounds_;
    boost::json::value_stack stack_;
    std::vector<Level> levels_;
    std::string key_;
    std::optional<Problem> fault_;
};

}  // namespace micklegate::json
