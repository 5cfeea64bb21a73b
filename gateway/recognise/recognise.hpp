// Step 3 of the road: which type this is, whether it is sound, and who it is for.
#pragma once

#include "gateway/model/agency.hpp"
#include "gateway/model/event.hpp"
#include "gateway/model/stop.hpp"
#include "gateway/model/waiver.hpp"
#include "gateway/recognise/message_spec.hpp"
#include "gateway/registers/registers.hpp"

namespace micklegate::recognise {

/// A sound message with exactly one recipient. Points into the catalogue and agencies it was recognised with.
struct Message {
    Event event;
    MessageSpec const* spec = nullptr;
    Agency const* sender = nullptr;
    Agency const* recipient = nullptr;
    Agency const* instead_of = nullptr;    ///< who was meant, where this agency's alternate receives it
    std::optional<int> recipient_age_low;  ///< of a school, from the register
    std::optional<int> recipient_age_high;
    registers::OwnDays const* recipient_days = nullptr;  ///< of a school, where they are other than its partnership's
    registers::AreaRegister const* areas = nullptr;      ///< which local authority a postcode lies in; null: none known
};

struct World {
    Catalogue const& catalogue;
    Agencies const& agencies;
    registers::Registers const& registers;
    Moment now;
    Waiver waiver{};  ///< what a person answered already, for a message that was held
};

/// Refused: unknown_type, sender_unknown, missing_mandatory, unknown_field, invalid_value, recipient_unknown,
/// recipient_suspended. Held: invalid_identifier, school_not_found, school_ambiguous, school_closed, area_unknown. A
/// school found in the register that is not an agency of the site is held as school_not_enrolled. `event` is taken only
/// when the message passes; on a Stop it is left as it was, so that it can be held.
[[nodiscard]] Passed<Message> recognise(Event& event, World const& world);

/// The text that stands for the person the message is about, folded; hashed with a key before it is stored anywhere.
/// Empty where the type names no subject.
[[nodiscard]] std::string subject_identity(Event const& event, MessageSpec const& spec);

}  // namespace micklegate::recognise
