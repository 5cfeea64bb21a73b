// Everything a recipient would read, squashed into one text that can be searched for withheld values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate::minimise {

/// Built once per message; field names must outlive it.
class ReleasedText {
public:
    /// In narrative a bare place name tells where somebody is; a place field tells one to the recipient on purpose.
    enum class Kind { kNarrative, kPlace, kOther };

    void add(std::string_view field, std::string_view text, Kind kind);

    /// The field in which `squashed` stands as whole words, however they were spaced.
    [[nodiscard]] std::optional<std::string_view> field_with_words(std::string_view squashed) const;
    [[nodiscard]] std::optional<std::string_view> field_with_words(std::string_view squashed, Kind only) const;
    /// The field in which `digits` stands inside a run of digits that only spaces and punctuation part.
    [[nodiscard]] std::optional<std::string_view> field_with_digits(std::string_view digits) const;

private:
    struct Part {
        std::string_view field;
        Kind kind = Kind::kOther;
        std::size_t end = 0;  ///< in squashed_
    };

    template <class Wanted>
    [[nodiscard]] Part const* part_with_words(std::string_view squashed, Wanted const& wanted) const;
    [[nodiscard]] Part const& part_at(std::size_t position) const;

    [[nodiscard]] bool is_boundary(std::size_t position) const;

    std::string squashed_;                 ///< parts end in '\n', which no squashed text holds
    std::vector<std::size_t> boundaries_;  ///< where words begin and parts end, in squashed_, ascending
    std::vector<Part> parts_;
};

}  // namespace micklegate::minimise
