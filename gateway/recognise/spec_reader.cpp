#include "gateway/recognise/spec_reader.hpp"

#include "gateway/base/did_you_mean.hpp"
#include "gateway/json/pointer.hpp"
#include "gateway/json/position.hpp"
#include "gateway/recognise/check_values.hpp"

#include <algorithm>

namespace micklegate::recognise {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::int64_t kMost = 1'000'000;

std::string guess(std::string_view word, std::vector<std::string> const& known)
{
    auto const meant = did_you_mean(word, known);
    return meant ? "Did you mean " + *meant + "?" : std::string{};
}

std::string all_of(std::vector<std::string> const& words)
{
    std::string list;
    for (std::string const& word : words)
        list += (list.empty() ? "" : ", ") + word;
    return list.empty() ? "There is none." : "One of: " + list + ".";
}

}  // namespace

std::string inner(std::string const& pointer, std::string_view key) { return pointer + '/' + json::pointer_token(key); }

std::string inner(std::string const& pointer, std::size_t index) { return pointer + '/' + std::to_string(index); }

void SpecReader::refuse(std::string const& pointer, std::string const& detail, std::string next)
{
    if (!fault_)
        fault_ = problem(ProblemCode::kConfiguration,
                         std::string{file_} + ":" + json::to_text(json::position_of_value(text_, pointer)) + ": " +
                             (pointer.empty() ? "The file" : pointer) + " " + detail + ".",
                         std::move(next));
}

void SpecReader::refuse_key(std::string const& pointer, std::string const& detail, std::string next)
{
    if (!fault_)
        fault_ = problem(ProblemCode::kConfiguration,
                         std::string{file_} + ":" + json::to_text(json::position_of_key(text_, pointer)) + ": " +
                             pointer + " " + detail + ".",
                         std::move(next));
}

void SpecReader::check_word(std::string const& pointer, std::string_view word, Known const& known)
{
    if (std::ranges::find(known.words, word) != known.words.end())
        return;
    std::string next = guess(word, known.words);
    refuse(pointer, "must be " + std::string{known.what}, next.empty() ? all_of(known.words) : std::move(next));
}

void SpecReader::refuse_unfit(object const& in, std::string_view key, std::string const& pointer,
                              std::string const& expected)
{
    refuse(inner(pointer, key), (in.contains(key) ? "must be " : "is missing: it must be ") + expected);
}

void SpecReader::allow_only(std::span<std::string_view const> keys, object const& in, std::string const& pointer)
{
    std::vector<std::string> const known{keys.begin(), keys.end()};
    for (auto const& member : in)
        if (std::ranges::find(keys, std::string_view{member.key()}) == keys.end())
            refuse_key(inner(pointer, member.key()), "is not a keyword that may stand here",
                       guess(member.key(), known));
}

object const& SpecReader::object_at(object const& in, std::string_view key, std::string const& pointer)
{
    static object const none;
    auto const* const found = in.if_contains(key);
    if (found != nullptr && found->is_object())
        return found->get_object();
    refuse_unfit(in, key, pointer, "an object");
    return none;
}

std::string SpecReader::text_at(object const& in, std::string_view key, std::string const& pointer)
{
    std::string text{text_of(in, key)};
    if (text.empty())
        refuse_unfit(in, key, pointer, "a text that is not empty");
    return text;
}

std::string SpecReader::optional_text_at(object const& in, std::string_view key, std::string const& pointer)
{
    return in.contains(key) ? text_at(in, key, pointer) : std::string{};
}

std::string SpecReader::word_at(object const& in, std::string_view key, std::string const& pointer, Known const& known)
{
    std::string word{text_of(in, key)};
    if (in.contains(key))
        check_word(inner(pointer, key), word, known);
    else
        refuse_unfit(in, key, pointer, std::string{known.what});
    return word;
}

int SpecReader::count_at(object const& in, std::string_view key, std::string const& pointer)
{
    auto const* const found = in.if_contains(key);
    if (found != nullptr && found->is_int64() && found->get_int64() >= 1 && found->get_int64() <= kMost)
        return static_cast<int>(found->get_int64());
    refuse_unfit(in, key, pointer, "a whole number from 1 to " + std::to_string(kMost));
    return 0;
}

array const& SpecReader::array_at(object const& in, std::string_view key, std::string const& pointer)
{
    static array const none;
    auto const* const found = in.if_contains(key);
    if (found != nullptr && found->is_array())
        return found->get_array();
    refuse_unfit(in, key, pointer, "an array");
    return none;
}

std::vector<std::string> SpecReader::words_at(object const& in, std::string_view key, std::string const& pointer,
                                              Known const& known, std::size_t at_least)
{
    std::vector<std::string> words;
    std::string const list = inner(pointer, key);
    for (auto const& item : array_at(in, key, pointer)) {
        std::string const at = inner(list, words.size());
        auto const* const text = item.if_string();
        std::string word = text == nullptr ? std::string{} : std::string{*text};
        check_word(at, word, known);
        if (std::ranges::find(words, word) != words.end())
            refuse(at, "stands in this list already");
        words.push_back(std::move(word));
    }
    if (words.size() < at_least)
        refuse(list, "must hold at least one: " + std::string{known.what});
    return words;
}

}  // namespace micklegate::recognise
