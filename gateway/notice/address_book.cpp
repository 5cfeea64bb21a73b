#include "gateway/notice/address_book.hpp"

#include "gateway/model/agency_id.hpp"
#include "gateway/model/endpoint.hpp"
#include "gateway/recognise/contacts.hpp"
#include "gateway/toml/reader.hpp"

#include <algorithm>

namespace micklegate::notice {
namespace {

constexpr std::string_view kAdvice = "docs/operations.md, \"Notices\", says what notices.toml holds.";
constexpr std::size_t kMostAddresses = 20;
constexpr std::size_t kLongestUrl = 1024;

/// What may be sent as it stands (RFC 3986), without a fragment.
bool is_plain_rest(std::string_view rest)
{
    return std::ranges::all_of(rest, [](char c) {
        return c > ' ' && c < '\x7F' && std::string_view{"\"#<>\\^`{|}"}.find(c) == std::string_view::npos;
    });
}

bool is_webhook_url(std::string_view url)
{
    constexpr std::size_t kAfterScheme = std::string_view{"https://"}.size();
    if (url.size() > kLongestUrl || url.size() <= kAfterScheme)
        return false;
    std::size_t const end = std::min(url.find_first_of("/?", kAfterScheme), url.size());
    return endpoint_of(url.substr(0, end)).has_value() && is_plain_rest(url.substr(end));
}

std::vector<std::string> read_email(toml::Reader& reader)
{
    std::set<std::string> const addresses = reader.texts_if("email");
    if (addresses.size() > kMostAddresses)
        reader.refuse("email", "must hold at most " + std::to_string(kMostAddresses) + " addresses");
    for (std::string const& address : addresses)
        if (recognise::email_fault(address))
            reader.refuse("email", "must hold e-mail addresses only, like duty@agency.example");
    return {addresses.begin(), addresses.end()};
}

std::optional<Webhook> read_webhook(toml::Reader& reader)
{
    auto url = reader.text_if("webhook");
    auto ca = reader.text_if("webhook_ca");
    bool const may_be_private = reader.flag_or("webhook_private", false);
    if (!url) {
        for (std::string_view const key : {"webhook_ca", "webhook_private"})
            if (reader.has(key))
                reader.refuse(key, "needs a webhook beside it");
        return std::nullopt;
    }
    if (!is_webhook_url(*url))
        reader.refuse("webhook", "must be a URL that begins with https:// and has no user and no fragment");
    return Webhook{*std::move(url), std::move(ca).value_or(""), may_be_private};
}

}  // namespace

Result<AddressBook> parse_address_book(std::string_view file, std::string_view text)
{
    auto parsed = toml::parse(file, text, kAdvice);
    if (!parsed)
        return parsed.error();
    toml::Reader reader{*parsed};
    AddressBook book;
    for (toml::Reader& entry : reader.tables("agency")) {
        std::string const id = entry.text("id");
        Addresses addresses{read_email(entry), read_webhook(entry)};
        entry.refuse_unread_keys();
        if (!valid_agency_id(id))
            entry.refuse("id", "must be an agency id, like school.901233");
        else if (!book.emplace(AgencyId{id}, std::move(addresses)).second)
            entry.refuse("id", "is listed twice");
    }
    reader.refuse_unread_keys();
    if (parsed->fault)
        return *parsed->fault;
    return book;
}

}  // namespace micklegate::notice
