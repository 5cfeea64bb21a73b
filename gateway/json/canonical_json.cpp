#include "gateway/json/canonical_json.hpp"

#include "gateway/base/invariant.hpp"
#include "gateway/json/utf16_order.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

namespace micklegate::json {
namespace {

using boost::json::key_value_pair;

/// An object, not a function, so that the search for the next escape is inlined.
constexpr auto stands_as_it_is = [](char c) noexcept {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
};

void write_escape(char c, std::string& out)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    switch (c) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\b': out += "\\b"; break;
    case '\t': out += "\\t"; break;
    case '\n': out += "\\n"; break;
    case '\f': out += "\\f"; break;
    case '\r': out += "\\r"; break;
    default:
        out += "\\u00";
        out += kHex[static_cast<unsigned char>(c) >> 4U];
        out += kHex[static_cast<unsigned char>(c) & 15U];
    }
}

void write_string(std::string_view text, std::string& out)
{
    out += '"';
    for (auto at = text.begin(); at != text.end();) {
        auto const special = std::find_if_not(at, text.end(), stands_as_it_is);
        out.append(at, special);
        at = special;
        if (at != text.end())
            write_escape(*at++, out);
    }
    out += '"';
}

void write(boost::json::value const& value, std::string& out);

void write_object(boost::json::object const& object, std::string& out)
{
    std::vector<key_value_pair const*> members;
    members.reserve(object.size());
    for (key_value_pair const& member : object)
        members.push_back(&member);
    std::sort(members.begin(), members.end(), [](key_value_pair const* a, key_value_pair const* b) {
        return utf16_less({a->key().data(), a->key().size()}, {b->key().data(), b->key().size()});
    });
    out += '{';
    for (key_value_pair const* member : members) {
        if (out.back() != '{')
            out += ',';
        write_string({member->key().data(), member->key().size()}, out);
        out += ':';
        write(member->value(), out);
    }
    out += '}';
}

void write_array(boost::json::array const& array, std::string& out)
{
    out += '[';
    bool first = true;
    for (boost::json::value const& element : array) {
        if (!first)
            out += ',';
        first = false;
        write(element, out);
    }
    out += ']';
}

void write(boost::json::value const& value, std::string& out)
{
    switch (value.kind()) {
    case boost::json::kind::null: out += "null"; break;
    case boost::json::kind::bool_: out += value.get_bool() ? "true" : "false"; break;
    case boost::json::kind::int64: out += std::to_string(value.get_int64()); break;
    case boost::json::kind::uint64: out += std::to_string(value.get_uint64()); break;
    case boost::json::kind::double_: invariant(false, "canonical JSON holds no fractions"); break;
    case boost::json::kind::string: write_string({value.get_string().data(), value.get_string().size()}, out); break;
    case boost::json::kind::array: write_array(value.get_array(), out); break;
    case boost::json::kind::object: write_object(value.get_object(), out); break;
    }
}

}  // namespace

std::string canonical(boost::json::value const& value)
{
    std::string out;
    write(value, out);
    return out;
}

std::string canonical(boost::json::object const& object)
{
    std::string out;
    write_object(object, out);
    return out;
}

}  // namespace micklegate::json
