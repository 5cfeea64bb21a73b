#include "gateway/orders/timeline.hpp"

namespace micklegate::orders {
namespace {

bool is_correction(Change const& change)
{
    auto const* const varied = std::get_if<Varied>(&change.what);
    return varied != nullptr && varied->as == Varied::As::kSlipRule;
}

Terms* terms_of(Change& change)
{
    if (auto* const made = std::get_if<Made>(&change.what))
        return &made->terms;
    auto* const varied = std::get_if<Varied>(&change.what);
    return varied != nullptr && !is_correction(change) ? &varied->terms : nullptr;
}

std::string* contact_of(Change& change)
{
    if (auto* const made = std::get_if<Made>(&change.what))
        return &made->permitted_contact;
    auto* const varied = std::get_if<Varied>(&change.what);
    return varied != nullptr && !is_correction(change) && !varied->permitted_contact.empty()
               ? &varied->permitted_contact
               : nullptr;
}

Ending* ending_of(Change& change)
{
    if (auto* const made = std::get_if<Made>(&change.what))
        return &made->ending;
    if (auto* const extended = std::get_if<Extended>(&change.what))
        return &extended->ending;
    auto* const varied = std::get_if<Varied>(&change.what);
    return varied != nullptr && varied->ending && !is_correction(change) ? &*varied->ending : nullptr;
}

std::optional<Moment>* hearing_of(Change& change)
{
    if (auto* const made = std::get_if<Made>(&change.what))
        return &made->hearing;
    if (auto* const extended = std::get_if<Extended>(&change.what))
        return &extended->hearing;
    auto* const varied = std::get_if<Varied>(&change.what);
    return varied != nullptr && varied->hearing && !is_correction(change) ? &varied->hearing : nullptr;
}

/// The last text of one sort before a correction.
template <class Text>
class Last {
public:
    explicit Last(Text* (*text_of)(Change&)) : text_of_{text_of} {}

    void pass(Change& change)
    {
        if (Text* const text = text_of_(change))
            text_ = text;
    }
    void correct(Text const& text)
    {
        if (text_ != nullptr)
            *text_ = text;
    }

private:
    Text* (*text_of_)(Change&);
    Text* text_ = nullptr;
};

}  // namespace

std::vector<Change> timeline(std::vector<Change> counted)
{
    Last terms{terms_of};
    Last contact{contact_of};
    Last ending{ending_of};
    Last hearing{hearing_of};
    for (Change& change : counted) {
        terms.pass(change);
        contact.pass(change);
        ending.pass(change);
        hearing.pass(change);
        if (!is_correction(change))
            continue;
        Varied const& corrected = std::get<Varied>(change.what);
        terms.correct(corrected.terms);
        if (!corrected.permitted_contact.empty())
            contact.correct(corrected.permitted_contact);
        if (corrected.ending)
            ending.correct(*corrected.ending);
        if (corrected.hearing)
            hearing.correct(corrected.hearing);
    }
    return counted;
}

}  // namespace micklegate::orders
