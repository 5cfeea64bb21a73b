#include "gateway/referrals/change.hpp"

#include "gateway/json/fields.hpp"

#include <algorithm>

namespace micklegate::referrals {
namespace {

using boost::json::object;
using Kind = Change::Kind;

constexpr int kMostAttempts = 20;

template <class Value, std::size_t count>
using Words = std::array<std::pair<std::string_view, Value>, count>;

constexpr Words<Kind, 9> kStatuses{{
    {"received", Kind::kReceived},
    {"attempting", Kind::kAttempting},
    {"contacted", Kind::kContacted},
    {"uncontactable", Kind::kUncontactable},
    {"assessed", Kind::kAssessed},
    {"planned", Kind::kPlanned},
    {"closed_planned", Kind::kClosedPlanned},
    {"closed_unplanned", Kind::kClosedUnplanned},
    {"declined", Kind::kDeclined},
}};

constexpr Words<Change::Assessment, 3> kAssessments{{
    {"baseline", Change::Assessment::kBaseline},
    {"review", Change::Assessment::kReview},
    {"exit", Change::Assessment::kExit},
}};

Problem fault(std::string_view field, std::string detail)
{
    return field_problem(ProblemCode::kInvalidValue, "/" + std::string{field}, std::move(detail));
}

/// Asks for fields; the first that cannot be read is the fault of all.
class Reader {
public:
    explicit Reader(object const& fields) : fields_{fields} {}

    [[nodiscard]] bool has(std::string_view field) const
    {
        auto const* const value = fields_.if_contains(field);
        return value != nullptr && !value->is_null();
    }

    std::optional<Moment> moment(std::string_view field)
    {
        return read(field, &parse_rfc3339, "is no time with an offset");
    }

    std::optional<Date> date(std::string_view field) { return read(field, &parse_iso_date, "is no date"); }

    template <class Value, std::size_t count>
    std::optional<Value> word(std::string_view field, Words<Value, count> const& words)
    {
        if (!has(field))
            return std::nullopt;
        auto const found =
            std::ranges::find(words, json::text_at(fields_, field), &std::pair<std::string_view, Value>::first);
        if (found != words.end())
            return found->second;
        fail(fault(field, "is none of its words"));
        return std::nullopt;
    }

    std::optional<bool> flag(std::string_view field)
    {
        if (!has(field))
            return std::nullopt;
        if (auto const* const flag = fields_.at(field).if_bool())
            return *flag;
        fail(fault(field, "is neither true nor false"));
        return std::nullopt;
    }

    std::optional<int> count(std::string_view field, int most)
    {
        if (!has(field))
            return std::nullopt;
        auto const* const number = fields_.at(field).if_int64();
        if (number != nullptr && *number >= 1 && *number <= most)
            return static_cast<int>(*number);
        fail(fault(field, "is no whole number from 1 to " + std::to_string(most)));
        return std::nullopt;
    }

    Needs needs()
    {
        auto needs = needs_of(fields_);
        if (needs)
            return *needs;
        fail(needs.error());
        return {};
    }

    [[nodiscard]] std::string text(std::string_view field) const { return json::text_at(fields_, field); }

    void require(bool given, std::string_view field)
    {
        if (!given)
            fail(field_problem(ProblemCode::kMissingField, "/" + std::string{field}, "is missing"));
    }

    Result<Change> finish(Change change) const
    {
        if (fault_)
            return *fault_;
        return change;
    }

private:
    template <class Value>
    std::optional<Value> read(std::string_view field, Result<Value> (*parse)(std::string_view), char const* what)
    {
        if (!has(field))
            return std::nullopt;
        auto const value = parse(json::text_at(fields_, field));
        if (value)
            return *value;
        fail(fault(field, what));
        return std::nullopt;
    }

    void fail(Problem why)
    {
        if (!fault_)
            fault_ = std::move(why);
    }

    object const& fields_;
    std::optional<Problem> fault_;
};

void read_entitlement(Reader& reader, std::string_view field, std::string_view birth, Change& change)
{
    change.born = reader.date(birth);
    if (reader.has(field))
        change.entitled = reader.text(field) != "none";
}

void read_referral(Reader& reader, Change& change)
{
    change.at = reader.moment("referred_at").value_or(change.record.at);
    read_entitlement(reader, "enhanced_entitlement", "victim_dob", change);
    change.letter_unsafe = !reader.flag("letter_safe").value_or(true);
    std::string const reason = reader.text("referral_reason");
    change.hands_on = !reason.empty() && reason != "new";
    change.six_weeks = reader.text("consent_for") == "isva_provider" || reader.has("offence_nature");
    change.needs = reader.needs();
}

void read_status(Reader& reader, Change& change)
{
    auto const kind = reader.word("status", kStatuses);
    auto const since = reader.moment("status_at");
    reader.require(reader.has("status"), "status");
    reader.require(reader.has("status_at"), "status_at");
    change.kind = kind.value_or(Kind::kReceived);
    change.at = since.value_or(change.record.at);
    change.attempt = reader.count("attempt_number", kMostAttempts);
    change.by_letter = reader.text("attempt_channel") == "letter";
    change.contacted_at = reader.moment("contacted_at");
    if (change.kind == Kind::kContacted && !change.contacted_at)
        change.contacted_at = change.at;
    change.assessment = reader.word("assessment", kAssessments);
    if (change.kind == Kind::kAssessed && !change.assessment)
        change.assessment = Change::Assessment::kBaseline;
    change.needs = reader.needs();
    change.planned = change.kind == Kind::kPlanned || reader.flag("plan_agreed").value_or(false);
    change.exit_strategy = reader.flag("exit_strategy");
    change.feedback = reader.flag("feedback_given");
    change.reason = reader.text("close_reason");
}

void read_correction(Reader& reader, Change& change)
{
    change.at = reader.moment("answered_at").value_or(change.record.at);
    read_entitlement(reader, "corrected_entitlement", "corrected_dob", change);
    std::string const outcome = reader.text("outcome");
    change.opted_out = outcome == "opted_out";
    change.died = outcome == "deceased";
}

}  // namespace

Result<Change> change_of(std::string_view change, object const& fields, Record record)
{
    Reader reader{fields};
    Change read;
    read.at = record.at;
    read.record = std::move(record);
    if (change == "referred") {
        read_referral(reader, read);
    } else if (change == "referred_to_sarc") {
        read.six_weeks = true;
    } else if (change == "status") {
        read_status(reader, read);
    } else if (change == "corrected") {
        read.kind = Kind::kCorrected;
        read_correction(reader, read);
    } else if (change == "accepted") {
        read.kind = Kind::kAccepted;
    } else if (change == "declined") {
        read.kind = Kind::kDeclined;
        read.reason = reader.text("code");
    } else {
        return problem(ProblemCode::kInvalidValue, "That is no change of a referral.");
    }
    return reader.finish(std::move(read));
}

}  // namespace micklegate::referrals
