// What happens to a contact block, one change per message or step about it.
#pragma once

#include "gateway/blocks/movement.hpp"
#include "gateway/model/ids.hpp"

#include <boost/json/object.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace micklegate::blocks {

enum class Channel { kPinPhone, kMail, kVisits, kVideo, kEmail, kThirdParty, kOtherPrisoners };
[[nodiscard]] std::string_view name_of(Channel channel) noexcept;

enum class ChannelState {
    kRequested,
    kPending,
    kActive,
    kNotBlocked,  ///< said to be active, but what is in place lets visits happen: a closed visit is a visit
    kRefused,
    kNotAsked,
    kEnded,
};
[[nodiscard]] std::string_view name_of(ChannelState state) noexcept;

/// What a request warns of, and nobody who applies it may overlook.
struct Cautions {
    bool children_at_address = false;  ///< stopping mail to it stops it for the prisoner's own children too
    bool number_not_known = false;     ///< to the prisoner: it may stand on no list that he may see or ask about
    bool number_shared = false;        ///< somebody else uses it
    std::string contact_allowed;       ///< by a court, or as the person protected wishes; empty for none

    bool operator==(Cautions const&) const = default;
};

/// Asked for, or asked for anew with other dates: the last request says what is wanted.
struct Requested {
    std::set<Channel> channels;
    std::optional<Date> review_on{};
    std::optional<Date> expires_on{};
    Cautions cautions{};
};
/// The prison has the request in hand.
struct Triaged {};
/// Of the channels it names; a confirmation is an acknowledgement, too.
struct Confirmed {
    std::map<Channel, ChannelState> channels;
    std::string visit_restriction{};  ///< of NOMIS, in one spelling: RESTRICTED is also written RESTRICT
    std::optional<Date> review_on{};
    std::optional<Date> expires_on{};
};
struct Refused {
    bool elsewhere = false;  ///< not this prison's to apply: the block itself is not refused
};
/// Handed to another prison, which has yet to acknowledge it.
struct CarriedOver {
    std::string from_prison;
    std::string to_prison;
    std::map<Channel, ChannelState> channels;
    std::string visit_restriction{};
    std::optional<Moment> old_copy_lapses_at{};
    std::optional<Date> review_on{};
    std::optional<Date> expires_on{};
};
/// A prison has taken the block on.
struct Acknowledged {};
/// All mail is read but for legal mail, which never is.
struct Monitored {
    std::string reference;
    Date from{};
    Date review_on{};
    Date expires_on{};
    bool child_third_party = false;
};
struct Ended {};

using What =
    std::variant<Requested, Triaged, Confirmed, Refused, CarriedOver, Acknowledged, Monitored, Ended, Movement>;

struct Change {
    Sequence entry = 0;  ///< of two at one moment the later entry stands
    Moment at{};         ///< when it took effect, as its sender says
    std::string block;   ///< reference; empty where it is about the prisoner
    std::string prisoner;
    std::string prison;  ///< that was asked, or that answers; empty where nobody says
    What what;
    /// Where the prisoner was by then, if the message says that he had moved.
    std::optional<Movement> whereabouts{};
};

/// `change` is one of requested, triaged, confirmed, refused, carried_over, acknowledged, monitored, ended and moved;
/// `fields` those of the message of policies/messages/prison.*.json that makes it. Beside them, `prison` is the code of
/// the prison that was asked or answers. Where the message does not say when, it took effect when it was `recorded`.
[[nodiscard]] Result<Change> change_of(std::string_view change, boost::json::object const& fields, Sequence entry,
                                       Moment recorded);

}  // namespace micklegate::blocks
