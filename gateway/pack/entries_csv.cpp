#include "gateway/pack/entries_csv.hpp"

#include "gateway/base/joined.hpp"
#include "gateway/json/strict_json.hpp"
#include "gateway/page/csv_cell.hpp"

#include <boost/json/object.hpp>

#include <array>

namespace micklegate::pack {
namespace {

/// Members of an entry in the order in which a person asks for them; a slash leads into an object.
constexpr std::array<std::string_view, 35> kColumns{"time",
                                                    "kind",
                                                    "operation",
                                                    "agency",
                                                    "recipient",
                                                    "instead_of",
                                                    "actor/pseudonym",
                                                    "message",
                                                    "type",
                                                    "purpose",
                                                    "lawful_basis",
                                                    "agreement",
                                                    "rule",
                                                    "policy",
                                                    "code",
                                                    "why",
                                                    "released",
                                                    "withheld",
                                                    "subjects",
                                                    "follows",
                                                    "followed_by",
                                                    "released_from",
                                                    "released_as",
                                                    "correlation",
                                                    "deadline",
                                                    "acknowledgement",
                                                    "notify_by",
                                                    "retention",
                                                    "keep_days",
                                                    "entry",
                                                    "entries",
                                                    "filters",
                                                    "destroyed",
                                                    "sealed/sha256",
                                                    "clock"};

std::string text_of(boost::json::value const& value)
{
    if (auto const* const text = value.if_string())
        return std::string{*text};
    if (auto const* const number = value.if_int64())
        return std::to_string(*number);
    std::vector<std::string> words;
    if (auto const* const list = value.if_array())
        for (boost::json::value const& element : *list)
            words.push_back(text_of(element));
    return joined(words, " ");
}

std::string member(boost::json::object const& entry, std::string_view path)
{
    std::size_t const slash = path.find('/');
    auto const* const value = entry.if_contains(path.substr(0, slash));
    if (value == nullptr)
        return {};
    if (slash == std::string_view::npos)
        return text_of(*value);
    auto const* const inner = value->if_object();
    return inner == nullptr ? std::string{} : member(*inner, path.substr(slash + 1));
}

std::string heading()
{
    std::string line = "index,leaf";
    for (std::string_view const column : kColumns)
        line.append(",").append(column.substr(0, column.find('/')));
    return line + ",json\r\n";
}

}  // namespace

std::string entries_csv(std::vector<PackedEntry> const& entries)
{
    std::string table = heading();
    for (PackedEntry const& packed : entries) {
        auto const value = json::parse_strict(packed.text);
        boost::json::object const entry = value && value->is_object() ? value->get_object() : boost::json::object{};
        table += std::to_string(packed.index) + "," + hex(evidence::leaf_hash(as_bytes(packed.text)));
        for (std::string_view const column : kColumns)
            table += "," + page::csv_cell(member(entry, column));
        table += "," + page::csv_cell(packed.text) + "\r\n";
    }
    return table;
}

}  // namespace micklegate::pack
