#include "gateway/api/inquiry.hpp"

#include "gateway/api/named_person.hpp"
#include "gateway/audit/purposes.hpp"
#include "gateway/base/joined.hpp"
#include "gateway/base/percent.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/commit/who_and_why.hpp"
#include "gateway/crypto/uuid.hpp"

#include <boost/algorithm/string/case_conv.hpp>

namespace micklegate::api {
namespace {

constexpr char const* kName = "Micklegate-Acting-Name";
constexpr char const* kRole = "Micklegate-Acting-Role";
constexpr char const* kSayWho =
    "Say who asks in the headers Micklegate-Acting-Name and Micklegate-Acting-Role, as percent-encoded UTF-8.";

/// UTF-8, of which a header's value cannot hold all as it is.
Result<std::string> text_in(receive::TextMap const& headers, char const* header)
{
    auto const found = headers.find(boost::algorithm::to_lower_copy(std::string{header}));
    if (found == headers.end())
        return field_problem(ProblemCode::kMissingField, header, "is missing", kSayWho);
    auto text = percent_decoded(found->second);
    if (!text || !valid_utf8(*text))
        return field_problem(ProblemCode::kInvalidValue, header, "is not percent-encoded UTF-8", kSayWho);
    return *std::move(text);
}

Result<std::string> acting_person(receive::TextMap const& headers)
{
    auto const name = text_in(headers, kName);
    auto const role = text_in(headers, kRole);
    if (!name || !role)
        return name ? role : name;
    return named_person(*name, *role, kName);
}

}  // namespace

Result<Inquiry> read_inquiry(receive::HttpRequest const& request, Reason reason, ReadRest const& rest)
{
    std::string purpose;
    auto decision = read_decision(request, reason, [&](json::RecordReader& reader) {
        purpose = reader.text("purpose");
        rest(reader);
    });
    if (!decision)
        return decision.error();
    if (auto const sound = check_purpose(purpose); !sound)
        return sound.error();
    return Inquiry{std::move(decision->person), std::move(purpose), std::move(decision->reason)};
}

Result<Inquiry> take_inquiry(receive::TextMap const& headers, receive::TextMap& query)
{
    for (char const* const named : {"by", "by_name", "by_role"})
        if (query.contains(named))
            return field_problem(ProblemCode::kUnknownField, std::string{"?"} + named,
                                 "names a person, and a URL lands in the logs of proxies", kSayWho);
    auto person = acting_person(headers);
    if (!person)
        return person.error();
    auto const purpose = query.extract("purpose");
    if (purpose.empty())
        return field_problem(ProblemCode::kMissingField, "?purpose", "is missing");
    if (auto const sound = check_purpose(purpose.mapped(), "?purpose"); !sound)
        return sound.error();
    return Inquiry{*std::move(person), purpose.mapped(), {}};
}

Result<void> check_purpose(std::string_view purpose, std::string pointer)
{
    if (audit::is_purpose(purpose))
        return {};
    return field_problem(ProblemCode::kInvalidValue, std::move(pointer), "must be one of " + joined(audit::kPurposes),
                         "The log may be used for these alone (DPA 2018 s.62(4)).");
}

commit::Append entry_of(Inquiry const& inquiry, commit::EntryKind kind, AgencyId const& agency,
                        crypto::SiteKeys const& keys)
{
    commit::Append append;
    append.entry.kind = kind;
    append.entry.agency = agency.get();
    append.entry.purpose = inquiry.purpose;
    commit::name_actor(append, commit::mark_actor(keys, agency, inquiry.person));
    if (!inquiry.reason.empty())
        commit::give_reason(append, commit::keep_private(keys, inquiry.reason));
    return append;
}

commit::Intent recorded(commit::Append entry, Moment now)
{
    return {"audit:" + crypto::uuid_v7(now), entry.actor_opening.size() + entry.reason_opening.size(),
            [entry = std::move(entry)](commit::Ledger const&) mutable -> commit::Proposal { return std::move(entry); }};
}

}  // namespace micklegate::api
