#include "gateway/api/inquiry.hpp"

#include "gateway/api/named_person.hpp"
#include "gateway/audit/purposes.hpp"
#include "gateway/base/joined.hpp"
#include "gateway/commit/who_and_why.hpp"
#include "gateway/crypto/uuid.hpp"

namespace micklegate::api {

Result<Inquiry> read_inquiry(json::RecordReader& reader)
{
    auto person = read_person(reader);
    Inquiry inquiry;
    inquiry.purpose = reader.text("purpose");
    bool const explained = reader.has("reason");
    inquiry.reason = reader.text_or("reason", "");
    if (!person)
        return person.error();
    inquiry.person = *std::move(person);
    if (auto const sound = check_purpose(inquiry.purpose); !sound)
        return sound.error();
    if (auto const sound = explained ? check_reason(inquiry.reason) : Result<void>{}; !sound)
        return sound.error();
    return inquiry;
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
