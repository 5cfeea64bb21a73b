// What must not travel although this message does not withhold it: values that registers hold about the same people, in
// clear, or as marks that say nothing to whoever lacks the key.
#pragma once

#include "gateway/base/bytes.hpp"
#include "gateway/base/result.hpp"
#include "gateway/crypto/short_hash.hpp"
#include "gateway/guard/needles.hpp"
#include "gateway/guard/released_text.hpp"

#include <span>

namespace micklegate::guard {

/// The caller leaves out classes that the recipient may be told.
struct KnownValue {
    std::string field_class;
    std::string value;
    std::string where;  ///< what holds it, e.g. "orders": named when a message is held, so never personal
};

/// One form of a value under a key: enough to find it in a text with the same key, and nothing else.
struct Mark {
    crypto::ShortHash hash{};
    Shape shape;

    friend bool operator==(Mark const&, Mark const&) = default;
};

/// Empty for a class or value that the guard does not look for. One key per person, derived by the
/// caller, keeps equal values of two people from looking equal on disk.
[[nodiscard]] std::vector<Mark> marks_of(std::string_view field_class, std::string_view value,
                                         crypto::ShortHashKey const& key);
/// The same for needles that are marked under several keys.
[[nodiscard]] std::vector<Mark> marks_of(std::vector<Needle> const& needles, crypto::ShortHashKey const& key);

/// As many as a caller should keep of one message, which is two dozen values in all their forms.
inline constexpr std::size_t kMostMarks = 256;

struct KnownLeak {
    std::string released_field;
    std::size_t mark = 0;  ///< its place in the list that was searched for
};

/// The first mark that stands where it counts and that no released field tells the recipient on purpose: exactly what
/// find_leak finds for the same values in clear. Hashes nothing where there are no marks, and otherwise only what a
/// mark's shape fits.
[[nodiscard]] std::optional<KnownLeak> find_known(ReleasedText const& text, std::span<Mark const> marks,
                                                  crypto::ShortHashKey const& key);

inline constexpr std::size_t kMarkBytes = 19;
/// For a store: hash, reach, length (big-endian), one mark after the other.
[[nodiscard]] Bytes encode_marks(std::span<Mark const> marks);
/// kIntegrity unless encode_marks() wrote it.
[[nodiscard]] Result<std::vector<Mark>> decode_marks(ByteView bytes);

}  // namespace micklegate::guard
