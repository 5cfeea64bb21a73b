#include "gateway/orders/reasons.hpp"

#include "gateway/orders/phrases.hpp"

#include <boost/algorithm/string/predicate.hpp>

#include <algorithm>

namespace micklegate::orders {
namespace {

using Sentences = std::vector<std::string>;

std::string of_a_promise(Life const& life, Standing const& standing)
{
    std::string const given = when(life.promise->given);
    if (!standing.in_force)
        return "The undertaking (a promise to the court) given on " + given + " ended on " + when(*standing.ends) +
               ". No order is in force.";
    return std::string{life.versions.empty() ? "It is no order but an undertaking (a promise to the court), given on "
                                             : "An undertaking (a promise to the court) took the order's place on "} +
           given + ". Breaking it is contempt of court, not a crime, and gives no power of arrest.";
}

std::string of_an_order_in_force(Life const& life, Standing const& standing)
{
    if (standing.enforceable)
        return "It is in force and the respondent knows of it. Breaking it without reasonable excuse is a crime: you "
               "can arrest for it (Family Law Act 1996 s.42A).";
    if (!life.kind)
        return "It is in force, but the order itself has not reached the register: ask the court what kind of order it "
               "is before anyone is arrested for breaking it.";
    switch (*life.kind) {
    case Kind::kNonMolestation:
        return "It is in force, but nothing valid shows that the respondent knows of it. Breaking it is no crime until "
               "the respondent has been served with it or told of it.";
    case Kind::kOccupation:
        return "It is an occupation order, and in force. Breaking it is contempt of court, not a crime: you can arrest "
               "only under a power of arrest attached to it (Family Law Act 1996 s.47).";
    case Kind::kUndertaking:
        return "It is no order but an undertaking (a promise to the court). Breaking it is contempt of court, not a "
               "crime, and gives no power of arrest.";
    case Kind::kOutsideEnglandAndWales:
        return "It was made outside England and Wales. Breaking it is no crime under Family Law Act 1996 s.42A: ask "
               "what force it has here before anyone is arrested for it.";
    }
    return {};
}

std::string verdict(Life const& life, Standing const& standing)
{
    if (!standing.exists)
        return "The register knows of no such order at that time.";
    if (life.promise)
        return of_a_promise(life, standing);
    if (standing.in_force)
        return of_an_order_in_force(life, standing);
    if (life.discharged)
        return how_it_ended(life.discharged_as) + when(*life.discharged) +
               ": it is not in force. What was done since breaks it no more; what was done before still may.";
    if (!life.running)
        return "The order itself has not reached the register, only word of its service: ask the court for it.";
    return "It ended on " + when(*life.ending.at) +
           ": it is not in force. What was done since breaks it no more; what was done before still may.";
}

void say_service(Service const& service, Sentences& why)
{
    if (service.known_since) {
        why.push_back("The respondent was " + how_known(service.how) + " on " + when(*service.known_since) + ".");
        return;
    }
    if (service.only_before)
        why.emplace_back(
            "The respondent was served or told only before it was made, or before it came back into force.");
    if (service.by_applicant)
        why.emplace_back("The applicant served it: that is no valid service (Family Procedure Rules 2010 Part 10).");
    if (service.not_directed)
        why.emplace_back("It was served in a way that the court had not directed: that is no valid service.");
    if (service.claimed_for)
        why.push_back("A statement of service gives a time that has not come, " + when(*service.claimed_for) +
                      ": it counts from then.");
    if (service.failed)
        why.push_back("Service was reported on " + when(*service.failed) + " to have failed" +
                      why_it_failed(service.because) + ".");
}

void say_what_is_not_known(Life const& life, Standing const& standing, Moment moment, Sentences& why)
{
    if (!standing.terms_not_told.empty() && standing.terms_not_told.size() == standing.terms.size())
        why.emplace_back(
            "The respondent knows that it exists, but was not served with or told any of its terms as they are.");
    else if (!standing.terms_not_told.empty())
        why.push_back("The respondent was not served with or told " + std::to_string(standing.terms_not_told.size()) +
                      " of its " + std::to_string(standing.terms.size()) + " terms. The others are known, and bind.");
    if (auto const& known = life.service.known_end; known && *known <= moment)
        why.push_back("The end that the respondent knows of, " + when(*known) +
                      ", has passed, and nothing shows that the respondent knows of the new one.");
    if (life.correction_to_serve)
        why.emplace_back("The court wants its correction served on the respondent.");
}

void say_end(Life const& life, Standing const& standing, Sentences& why)
{
    bool const contradicts = life.ending.by == Ending::By::kNoEnd && life.ending.at;
    if (contradicts)
        why.push_back("It says that it has no end, and that it ends on " + when(*life.ending.at) +
                      ": ask the court which.");
    else if (life.ending.at)
        why.push_back("It runs until " + when(*life.ending.at) + ".");
    else if (life.ending.by == Ending::By::kNoEnd)
        why.emplace_back("It has no end: it runs until the court says otherwise.");
    else if (life.ending.by == Ending::By::kSpecified)
        why.emplace_back("It bears an end that the register was not told: ask the court for it.");
    else if (!standing.hearing_passed)
        why.emplace_back(life.hearing ? "It runs until a hearing on " + when(*life.hearing) + "."
                                      : "It runs until a hearing whose time the register was not told.");
    if (standing.hearing_passed && life.ending.by == Ending::By::kUntilHearing)
        why.push_back(
            "It ran until a hearing on " + when(*life.hearing) +
            ", and nothing shows what the court did there: it stands until the court says otherwise. Ask the court.");
    else if (standing.hearing_passed)
        why.push_back("It was to be heard again on " + when(*life.hearing) +
                      ", and nothing shows what the court did there.");
}

void say_power_of_arrest(Standing const& standing, Moment moment, Sentences& why)
{
    if (!standing.power_of_arrest_until) {
        if (standing.kind == Kind::kOccupation)
            why.emplace_back("No power of arrest is known to be attached to it.");
        return;
    }
    std::string const until = when(*standing.power_of_arrest_until);
    if (*standing.power_of_arrest_until <= moment)
        why.push_back("The power of arrest attached to it (form FL406) ended on " + until +
                      ", though the order runs on.");
    else if (!standing.power_of_arrest)
        why.push_back(
            "The power of arrest attached to it (form FL406) cannot be used until the respondent knows of it.");
    else
        why.push_back("A power of arrest is attached to it (form FL406) until " + until +
                      (standing.ends == standing.power_of_arrest_until ? "." : ", which is not when the order ends."));
}

void say_exceptions(Standing const& standing, Sentences& why)
{
    bool const excepts = std::ranges::any_of(
        standing.terms, [](Term const& term) { return boost::algorithm::icontains(term.text, "except"); });
    if (!standing.permitted_contact.empty() || excepts)
        why.emplace_back("It allows some contact: read what it allows before you take it for broken.");
}

void say_past(Life const& life, Sentences& why)
{
    if (life.gap)
        why.push_back("It was not in force from " + when(life.gap->from) + " until " + when(life.gap->until) + ".");
    if (life.corrected)
        why.push_back("The court corrected a slip in it on " + when(*life.corrected) +
                      ": it reads as corrected from the beginning.");
    if (life.consolidated)
        why.push_back("The court made one case of two on " + when(*life.consolidated) + ".");
}

void say_whose_word_counts(Life const& life, Sentences& why)
{
    auto const say = [&](LeftOut::Because because, char const* sentence) {
        if (life.left_out.contains(because))
            why.emplace_back(sentence);
    };
    say(LeftOut::Because::kCourtTellsOtherwise,
        "Another copy of the order was delivered that differs from what the court sent: the court's stands, and the "
        "other is not counted.");
    say(LeftOut::Because::kAnotherCameFirst,
        "Another copy of it was delivered that differs: the one that came first stands, and the other is not counted. "
        "Ask the court which is right.");
    say(LeftOut::Because::kOnlyCourtsMay,
        "Somebody who is no court told of a change to it: only a court's word counts for that. Ask the court.");
    if (life.by_another_court)
        why.push_back("On " + when(*life.by_another_court) +
                      " a court acted on it that is not the one that made it: cases move between courts.");
}

}  // namespace

Sentences reasons(Life const& life, Standing const& standing, Moment moment)
{
    Sentences why{verdict(life, standing)};
    if (standing.in_force && !life.promise) {
        if (life.kind != Kind::kUndertaking) {
            say_service(life.service, why);
            if (standing.aware)
                say_what_is_not_known(life, standing, moment, why);
            say_power_of_arrest(standing, moment, why);
        }
        say_end(life, standing, why);
        say_exceptions(standing, why);
        say_past(life, why);
    } else if (standing.in_force && standing.ends) {
        why.push_back("It runs until " + when(*standing.ends) + ".");
    }
    if (life.ends_before_made && !life.discharged && !life.promise)
        why.emplace_back("As it was told, that end lies before it was made: ask the court when it ends.");
    say_whose_word_counts(life, why);
    if (life.unsealed)
        why.emplace_back("A copy without the court's seal has come: it changes nothing until the sealed one comes.");
    return why;
}

}  // namespace micklegate::orders
