#include "adapters/courts/court_case.hpp"

#include "adapters/courts/message_fields.hpp"
#include "adapters/courts/order_form.hpp"
#include "adapters/courts/parties.hpp"
#include "adapters/courts/terms.hpp"
#include "adapters/courts/versions.hpp"
#include "gateway/recognise/case_numbers.hpp"

#include <algorithm>

namespace micklegate::courts {
namespace {

using boost::json::object;

/// What PRL has no field for; the court's export adds it. See README.md.
constexpr std::string_view kNotice = "policeNotice";
constexpr std::string_view kNobody = "00000000-0000-0000-0000-000000000000";

bool holds_address(boost::json::value const& value, Party const& party)
{
    if (value.is_string())
        return tells_address(party, value.get_string());
    if (value.is_array())
        return std::ranges::any_of(value.get_array(), [&](auto const& item) { return holds_address(item, party); });
    return value.is_object() && std::ranges::any_of(value.get_object(), [&](auto const& member) {
               return holds_address(member.value(), party);
           });
}

class CaseReader {
public:
    explicit CaseReader(CcdFields const& fields) : fields_{fields}
    {
        CcdFields const notice = fields.inside(kNotice);
        number_ = fields.text("familymanCaseNumber");
        if (auto const wrong = number_.empty() ? std::nullopt : recognise::family_case_number_fault(number_))
            fields.fail("familymanCaseNumber", std::string{*wrong});
        keep(common_, "case_number", number_);
        keep(common_, "court_name", fields.text("courtName"));
        keep(common_, "police_station", notice.text_if("policeStation"));
        new_station_ = notice.text_if("newPoliceStation");
        applicant_ = applicant_of(fields);
        respondents_ = respondents_of(fields);
    }

    [[nodiscard]] std::string const& number() const { return number_; }

    [[nodiscard]] std::vector<Told> read()
    {
        std::vector<CcdElement> orders = fields_.collection("orderCollection");
        std::ranges::stable_sort(orders, {}, order_of_making);
        for (CcdElement const& each : orders)
            if (Form const form = form_of(each.value); form == Form::kByHand || form == Form::kOther)
                versions_.add_other();
        for (CcdElement const& each : orders)
            read_order(each);
        for (CcdElement const& each : fields_.collection("stmtOfServiceForOrder"))
            read_statement(each);
        return std::move(told_);
    }

private:
    void read_order(CcdElement const& element)
    {
        Form const form = form_of(element.value);
        if (form == Form::kOther) {
            told_.push_back({{}, element.id, object{}});
            return;
        }
        CcdFields::Fault fault;
        CcdFields const order = element.value.with(fault);
        if (element.id.empty())
            order.fail("id", "is missing beside it");
        if (form == Form::kByHand) {
            order.fail("orderType",
                       "is an occupation order, a power of arrest, an undertaking or a blank order, which "
                       "no command translates: send it with micklegate send");
            tell_all({}, element.id, {}, {}, fault);
        } else if (form == Form::kOrder) {
            tell_all("nmo.order", element.id, made(element.id, order, fault), respondents_, fault);
        } else {
            read_change(element.id, order, fault);
        }
        if (fault)
            versions_.add_other();
    }

    object made(std::string const& id, CcdFields const& order, CcdFields::Fault const& fault)
    {
        CcdFields const form = order.inside("fl404CustomFields");
        object data = common_;
        data["order_ref"] = id;
        data["order_type"] = "non_molestation";
        Moment const at = done_at(order);
        Version version{id, id, id, at, at, ending_of(form), terms_of(form)};
        data["made_at"] = rfc3339(version.made);
        if (!version.ending)
            form.fail("orderEndDateAndTimeOptions", "is missing");
        add_text(data, order, version);
        keep(data, "school_named", form.text_if("fl404bAddSchool"));
        add_printed_birth(data, form);
        keep(data, "applicant_dob", applicant_.born);
        keep(data, "applicant_address", applicant_.address);
        if (protects_children(form))
            if (boost::json::array children = children_of(order.elsewhere(fields_)); !children.empty())
                data["children"] = std::move(children);
        if (!fault)
            versions_.add(std::move(version));
        return data;
    }

    /// The order's face bears the respondent's date of birth because without one police match the wrong people.
    void add_printed_birth(object& data, CcdFields const& form) const
    {
        std::string const printed = form.text_if("fl404bRespondentDob");
        if (printed.empty() || respondents_.size() != 1)
            return;
        std::string const& born = respondents_.front().born;
        if (!born.empty() && born != printed)
            form.fail("fl404bRespondentDob", "differs from the respondent's date of birth in the case");
        data["respondent_dob"] = printed;
    }

    void read_change(std::string const& id, CcdFields const& order, CcdFields::Fault& fault)
    {
        CcdFields const notice = order.inside(kNotice);
        std::string const change = notice.text("change");
        auto const before = versions_.changed_by(notice);
        object data = common_;
        keep(data, "new_police_station", new_station_);
        std::string type;
        if (before) {
            data["order_ref"] = before->order;
            data["made_at"] = rfc3339(before->made);
            if (change == "extended")
                type = extended(data, id, order, *before, fault);
            else if (change == "varied" || change == "slip_rule" || change == "consolidated")
                type = varied(data, id, order, *before, fault);
            else if (change == "discharged" || change == "set_aside" || change == "not_continued")
                type = discharged(data, id, order, change);
            else
                notice.fail("change",
                            "is none of varied, slip_rule, consolidated, extended, discharged, set_aside and "
                            "not_continued");
        }
        tell_all(type, before ? before->order : std::string{}, std::move(data), respondents_, fault);
    }

    std::string extended(object& data, std::string const& id, CcdFields const& order, Version const& before,
                         CcdFields::Fault const& fault)
    {
        CcdFields const form = order.inside("fl404CustomFields");
        Version version{id, before.order, before.reference, before.made, done_at(order), ending_of(form), before.terms};
        data["extended_at"] = rfc3339(version.from);
        if (!version.ending)
            form.fail("orderEndDateAndTimeOptions", "is missing");
        if (before.ending)
            keep(data, "previous_ends_at", before.ending->at);
        data["service_needed"] = !order.inside(kNotice).no("serviceNeeded");
        add_text(data, order, version);
        data.erase("property_address");
        if (!fault)
            versions_.add(std::move(version));
        return "nmo.extended";
    }

    std::string varied(object& data, std::string const& id, CcdFields const& order, Version const& before,
                       CcdFields::Fault const& fault)
    {
        CcdFields const form = order.inside("fl404CustomFields");
        Version version{id, before.order, id, before.made, done_at(order), ending_of(form), terms_of(form)};
        data["new_order_ref"] = id;
        data["varied_at"] = rfc3339(version.from);
        data["change_kind"] = order.inside(kNotice).text_if("change");
        data["terms_before"] = before.terms;
        data["service_needed"] = !order.inside(kNotice).no("serviceNeeded");
        add_text(data, order, version);
        keep(data, "applicant_address", applicant_.address);
        if (!version.ending)
            version.ending = before.ending;
        if (!fault)
            versions_.add(std::move(version));
        return "nmo.varied";
    }

    std::string discharged(object& data, std::string const& id, CcdFields const& order, std::string const& change)
    {
        data["discharge_ref"] = id;
        data["discharged_at"] = rfc3339(ended_at(order));
        data["outcome"] = change;
        data["sealed"] = !order.yes("doesOrderDocumentNeedSeal");
        return "nmo.discharged";
    }

    void read_statement(CcdElement const& element)
    {
        CcdFields::Fault fault;
        CcdFields const statement = element.value.with(fault);
        CcdFields const notice = statement.inside(kNotice);
        Moment const at = served_at(statement);
        auto const order = versions_.served_with(notice, at);
        object data = common_;
        if (order) {
            data["order_ref"] = order->reference;
            data["made_at"] = rfc3339(order->made);
        }
        data["served_at"] = rfc3339(at);
        std::string const kind = notice.text_if("serviceKind");
        data["service_kind"] = kind.empty() ? "served" : kind;
        data["service_method"] = notice.text("serviceMethod");
        data["served_by"] = notice.text("servedBy");
        data["served_by_kind"] = notice.text("servedByKind");
        keep(data, "served_by_contact", notice.text_if("servedByContact"));
        keep(data, "direction_ref", notice.text_if("directionRef"));
        tell_all("nmo.service-statement", order ? order->reference : std::string{}, std::move(data), served(statement),
                 fault);
    }

    /// Whom a statement of service is about: one respondent, or all of them at once.
    std::vector<Party> served(CcdFields const& statement) const
    {
        std::string const id = statement.text_if("selectedPartyId");
        std::string const name = statement.text_if("selectedPartyName");
        if (id == kNobody || name == "All respondents")
            return respondents_;
        std::vector<Party> found;
        for (Party const& each : respondents_)
            if (id.empty() || each.id.empty() ? is_named(each, name) : each.id == id)
                found.push_back(each);
        if (found.size() != 1)
            statement.fail("selectedPartyId", "with selectedPartyName is not one of the case's respondents");
        return found;
    }

    /// One message for each of `about`, or one fault for all.
    void tell_all(std::string type, std::string const& order_ref, object data, std::vector<Party> const& about,
                  CcdFields::Fault& fault)
    {
        data["applicant_forename"] = applicant_.forename;
        data["applicant_surname"] = applicant_.surname;
        if (applicant_.confidential && !fault)
            for (auto const& member : data)
                if (member.key() != "applicant_address" && holds_address(member.value(), applicant_))
                    fault =
                        FieldFault{"/applicantsFL401/address", "is confidential and stands in the text that becomes " +
                                                                   std::string{member.key()} + ": a person must look"};
        if (fault) {
            told_.push_back(
                {std::move(type), order_ref, field_problem(ProblemCode::kInvalidValue, fault->pointer, fault->detail)});
            return;
        }
        for (Party const& respondent : about) {
            object whole = data;
            whole["respondent_forename"] = respondent.forename;
            whole["respondent_surname"] = respondent.surname;
            keep(whole, "respondent_dob", respondent.born);
            if (type == "nmo.order") {
                keep(whole, "respondent_address", respondent.address);
                if (!respondent.other_names.empty())
                    whole["respondent_other_names"] = respondent.other_names;
            }
            told_.push_back({type, order_ref, std::move(whole)});
        }
    }

    CcdFields fields_;
    std::string number_;
    std::string new_station_;
    object common_;
    Party applicant_;
    std::vector<Party> respondents_;
    Versions versions_;
    std::vector<Told> told_;
};

}  // namespace

CourtCase read_case(object const& case_data)
{
    CcdFields::Fault fault;
    CaseReader reader{{case_data, "", fault}};
    bool const sound = !recognise::family_case_number_fault(reader.number());
    CourtCase read{sound ? reader.number() : std::string{}, {}};
    if (!fault)
        read.told = reader.read();
    if (fault)
        read.told = {{{}, {}, field_problem(ProblemCode::kInvalidValue, fault->pointer, fault->detail)}};
    return read;
}

}  // namespace micklegate::courts
