#include "gateway/pack/manifest.hpp"

#include "gateway/base/characters.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/json/strict_json.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace micklegate::pack {
namespace {

/// Counts up with every change of what a content is written as.
constexpr std::string_view kLayout = "micklegate-evidence-pack/1";
constexpr std::string_view kAbout =
    "Nobody signed this file: it finds damage, not forgery. Signed are the checkpoint and, through the proofs, each "
    "entry. by is as it was given; lost_policies are digests whose texts the gateway no longer holds; this is the "
    "SHA-256 of this file with that text empty.";

std::string quoted(std::string_view text) { return boost::json::serialize(boost::json::string{text}); }

/// One file on each line, so that two manifests can be compared by eye.
std::string text_with(Manifest const& manifest, std::string_view self)
{
    boost::json::array const lost(manifest.lost.begin(), manifest.lost.end());
    std::string text = "{\n\"layout\": " + quoted(kLayout) + ",\n\"about\": " + quoted(kAbout) +
                       ",\n\"by\": {\"name\": " + quoted(manifest.maker.name) +
                       ", \"role\": " + quoted(manifest.maker.role) +
                       "},\n\"lost_policies\": " + boost::json::serialize(lost) + ",\n\"files\": {";
    std::string_view between = "\n";
    for (auto const& [path, digest] : manifest.files) {
        text.append(between).append("  ").append(quoted(path)).append(": ").append(quoted(digest));
        between = ",\n";
    }
    return text.append("\n},\n\"this\": ").append(quoted(self)).append("\n}\n");
}

/// In every layout: with the text of its own hash empty it has that hash.
bool proves_itself(std::string text, std::string const& self)
{
    std::size_t const place = text.rfind(quoted(self));
    if (place == std::string::npos)
        return false;
    text.replace(place, quoted(self).size(), quoted({}));
    return hex(crypto::sha256(as_bytes(text))) == self;
}

/// As the gateway takes a person's name and role: who hands a pack on must not write the statement through it.
bool is_person(Maker const& maker)
{
    constexpr std::size_t kLongestPerson = 200;
    return maker.name.size() + maker.role.size() <= kLongestPerson && !holds_control(maker.name) &&
           !holds_control(maker.role);
}

Problem damaged()
{
    return problem(ProblemCode::kIntegrity, "manifest.json: It is not as it was written.",
                   "Get the pack anew from whoever made it.");
}

}  // namespace

std::string manifest_text(Manifest const& manifest)
{
    return text_with(manifest, hex(crypto::sha256(as_bytes(text_with(manifest, {})))));
}

Result<Manifest> read_manifest(std::string_view text)
{
    auto const value = json::parse_strict(text);
    auto const* const object = value ? value->if_object() : nullptr;
    if (object == nullptr)
        return damaged();
    Manifest manifest;
    auto const& by = json::object_at(*object, "by");
    manifest.maker = {json::text_at(by, "name"), json::text_at(by, "role")};
    for (boost::json::value const& digest : json::array_at(*object, "lost_policies"))
        manifest.lost.emplace_back(digest.is_string() ? std::string_view{digest.get_string()} : std::string_view{});
    for (auto const& [path, digest] : json::object_at(*object, "files"))
        manifest.files.emplace(path, digest.is_string() ? std::string{digest.get_string()} : std::string{});
    if (!is_person(manifest.maker) ||
        std::ranges::any_of(manifest.lost, [](auto const& digest) { return holds_control(digest); }))
        return damaged();
    if (manifest_text(manifest) == text)
        return manifest;
    if (std::string const layout = json::text_at(*object, "layout");
        layout != kLayout && proves_itself(std::string{text}, json::text_at(*object, "this")))
        return problem(ProblemCode::kInvalidValue,
                       "manifest.json: The pack has a layout that this version cannot check.",
                       "Use the version of Micklegate that made it, or a later one.");
    return damaged();
}

}  // namespace micklegate::pack
