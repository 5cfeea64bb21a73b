#include "gateway/guard/known_values.hpp"

#include "gateway/guard/search.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace micklegate::guard {
namespace {

/// Reaches that differ only in the words around them see the same pieces; a name's are those of all of them.
Shape shape_of_pieces(Shape shape)
{
    bool const own = shape.reach == Reach::kCode || shape.reach == Reach::kDigits || shape.reach == Reach::kDate;
    return own ? shape : Shape{Reach::kName, shape.length};
}

/// A mark by its place in the list.
struct Listed {
    crypto::ShortHash hash;
    Shape shape;
    std::size_t mark = 0;
};

bool operator<(Listed const& a, Listed const& b) { return a.hash < b.hash; }

/// By the pieces that they are compared with, and of those by hash, so that many marks cost a piece little more than
/// few; of equal ones the first.
std::map<Shape, std::vector<Listed>> grouped(std::span<Mark const> marks)
{
    std::map<Shape, std::vector<Listed>> groups;
    for (std::size_t i = 0; i < marks.size(); ++i)
        groups[shape_of_pieces(marks[i].shape)].push_back({marks[i].hash, marks[i].shape, i});
    for (auto& [shape, group] : groups) {
        std::sort(group.begin(), group.end(), [](Listed const& a, Listed const& b) {
            return std::tie(a.hash, a.shape, a.mark) < std::tie(b.hash, b.shape, b.mark);
        });
        auto const same = [](Listed const& a, Listed const& b) { return a.hash == b.hash && a.shape == b.shape; };
        group.erase(std::unique(group.begin(), group.end(), same), group.end());
    }
    return groups;
}

/// Whether a piece of some mark of the group may count.
bool may_count(Shape group, ReleasedText::Piece const& piece)
{
    Reach const widest = group.reach == Reach::kName ? Reach::kWords : group.reach;
    return counts(widest, Origin::kKnown, piece.part->kind, piece.text);
}

/// Marks whose hash some piece has where it may count, whatever stands around it; in ascending order.
std::vector<std::size_t> hashed_alike(ReleasedText const& text, std::span<Mark const> marks,
                                      crypto::ShortHashKey const& key)
{
    std::vector<std::size_t> alike;
    for (auto const& [shape, group] : grouped(marks))
        text.each_piece(shape, 0, [&](ReleasedText::Piece const& piece) {
            if (!may_count(shape, piece))
                return false;
            Listed const sought{crypto::short_hash(key, piece.text), {}, 0};
            auto const [first, last] = std::equal_range(group.begin(), group.end(), sought);
            std::transform(first, last, std::back_inserter(alike), [](Listed const& found) { return found.mark; });
            return false;
        });
    std::sort(alike.begin(), alike.end());
    alike.erase(std::unique(alike.begin(), alike.end()), alike.end());
    return alike;
}

}  // namespace

std::vector<Mark> marks_of(std::string_view field_class, std::string_view value, crypto::ShortHashKey const& key)
{
    return marks_of(needles_of(field_class, value), key);
}

std::vector<Mark> marks_of(std::vector<Needle> const& needles, crypto::ShortHashKey const& key)
{
    std::vector<Mark> marks;
    marks.reserve(needles.size());
    for (Needle const& needle : needles)
        marks.push_back({crypto::short_hash(key, needle.squashed), needle.shape()});
    return marks;
}

std::optional<KnownLeak> find_known(ReleasedText const& text, std::span<Mark const> marks,
                                    crypto::ShortHashKey const& key)
{
    for (std::size_t const i : hashed_alike(text, marks, key)) {
        auto const same = [&](std::string_view piece) { return crypto::short_hash(key, piece) == marks[i].hash; };
        if (auto const field = find_untold(text, marks[i].shape, Origin::kKnown, 0, same))
            return KnownLeak{std::string{*field}, i};
    }
    return std::nullopt;
}

Bytes encode_marks(std::span<Mark const> marks)
{
    Bytes bytes;
    bytes.reserve(marks.size() * kMarkBytes);
    for (Mark const& mark : marks) {
        bytes.insert(bytes.end(), mark.hash.begin(), mark.hash.end());
        bytes.push_back(static_cast<std::uint8_t>(mark.shape.reach));
        bytes.push_back(static_cast<std::uint8_t>(mark.shape.length >> 8U));
        bytes.push_back(static_cast<std::uint8_t>(mark.shape.length & 0xFFU));
    }
    return bytes;
}

Result<std::vector<Mark>> decode_marks(ByteView bytes)
{
    Problem const damaged = problem(ProblemCode::kIntegrity, "The marks of a known value cannot be read.");
    if (bytes.size() % kMarkBytes != 0)
        return damaged;
    std::vector<Mark> marks;
    for (; !bytes.empty(); bytes = bytes.subspan(kMarkBytes)) {
        Mark mark;
        std::copy_n(bytes.begin(), mark.hash.size(), mark.hash.begin());
        auto const tail = bytes.subspan(mark.hash.size());
        mark.shape = {static_cast<Reach>(tail[0]), static_cast<std::uint16_t>(tail[1] << 8U | tail[2])};
        if (mark.shape.reach > Reach::kInitial || mark.shape.length == 0)
            return damaged;
        marks.push_back(mark);
    }
    return marks;
}

}  // namespace micklegate::guard
