// Reading a message type's file: where in it a fault stands, what was expected there, and what was probably meant.
#pragma once

#include "gateway/base/result.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::recognise {

/// Words of which one must stand at a place, and what they are, to be read after "must be".
struct Known {
    std::string_view what;
    std::vector<std::string> words;
};

/// Keeps the first fault; later ones are mostly its echoes. Reads answer an empty value after a fault, so that a loader
/// reads straight down and asks once at its end. Pointers are RFC 6901; `in` is the object that `pointer` names.
class SpecReader {
public:
    /// Both outlive the reader; the text is JSON that json::parse_file has taken.
    SpecReader(std::string_view file, std::string_view text) : file_{file}, text_{text} {}

    /// A fault at the value, or at the innermost object or array that lacks it. `detail` is read after the pointer.
    void refuse(std::string const& pointer, std::string const& detail, std::string next = {});
    /// A fault at the key.
    void refuse_key(std::string const& pointer, std::string const& detail, std::string next = {});
    /// A fault where none of the known words stands; says which one was meant, or all of them.
    void check_word(std::string const& pointer, std::string_view word, Known const& known);
    /// A fault at `key`, which is missing or is not what is expected.
    void refuse_unfit(boost::json::object const& in, std::string_view key, std::string const& pointer,
                      std::string const& expected);

    void allow_only(std::span<std::string_view const> keys, boost::json::object const& in, std::string const& pointer);
    [[nodiscard]] boost::json::object const& object_at(boost::json::object const& in, std::string_view key,
                                                       std::string const& pointer);
    [[nodiscard]] std::string text_at(boost::json::object const& in, std::string_view key, std::string const& pointer);
    /// Empty where the key is absent.
    [[nodiscard]] std::string optional_text_at(boost::json::object const& in, std::string_view key,
                                               std::string const& pointer);
    [[nodiscard]] std::string word_at(boost::json::object const& in, std::string_view key, std::string const& pointer,
                                      Known const& known);
    /// From 1 to 1 000 000.
    [[nodiscard]] int count_at(boost::json::object const& in, std::string_view key, std::string const& pointer);
    [[nodiscard]] boost::json::array const& array_at(boost::json::object const& in, std::string_view key,
                                                     std::string const& pointer);
    /// An array of known words, none of them twice, at least so many of them.
    [[nodiscard]] std::vector<std::string> words_at(boost::json::object const& in, std::string_view key,
                                                    std::string const& pointer, Known const& known,
                                                    std::size_t at_least);

    [[nodiscard]] std::optional<Problem> const& fault() const noexcept { return fault_; }

private:
    std::string_view file_;
    std::string_view text_;
    std::optional<Problem> fault_;
};

/// The pointer to a member of what `pointer` names.
[[nodiscard]] std::string inner(std::string const& pointer, std::string_view key);
[[nodiscard]] std::string inner(std::string const& pointer, std::size_t index);

}  // namespace micklegate::recognise
