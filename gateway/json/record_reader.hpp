// Reads a flat JSON object field by field: a missing, mistyped or unasked-for field is a fault.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/json/strict_json.hpp"

#include <boost/json/object.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::json {

/// Ask for every field, then for finish(): it holds the first fault, so that the asking code needs no branches.
class RecordReader {
public:
    /// Parses strictly; what is not an object reads as one whose every field is missing.
    explicit RecordReader(std::string_view text, Bounds const& bounds = {});

    [[nodiscard]] std::string text(std::string_view key);
    [[nodiscard]] std::string text_or(std::string_view key, std::string absent);
    [[nodiscard]] bool flag_or(std::string_view key, bool absent);
    /// Not below zero.
    [[nodiscard]] std::uint64_t whole_number(std::string_view key);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    [[nodiscard]] bool has(std::string_view key) const { return object_.contains(key); }
    /// An object, to be read by its own reader.
    [[nodiscard]] RecordReader record(std::string_view key);
    /// An object, as it is.
    [[nodiscard]] boost::json::object object(std::string_view key);
    /// The objects of an array, each to be read by its own reader.
    [[nodiscard]] std::vector<RecordReader> records(std::string_view key);
    /// The first fault; a field nobody asked for is one.
    [[nodiscard]] Result<void> finish() const;

private:
    RecordReader() = default;
    boost::json::value const* take(std::string_view key);
    void fail(ProblemCode code, std::string_view key, std::string_view detail);

    boost::json::object object_;
    std::set<std::string, std::less<>> taken_;
    Result<void> outcome_;
};

}  // namespace micklegate::json
