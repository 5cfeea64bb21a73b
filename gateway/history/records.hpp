// Reads a register: which records a question leads to, and what messages told of one.
#pragma once

#include "gateway/commit/ledger.hpp"
#include "gateway/deliver/steps.hpp"
#include "gateway/history/change.hpp"

namespace micklegate::history {

/// A change as it is read back. Changes of one record come in no order that means anything.
struct Told {
    Sequence entry = 0;  ///< of the message that told it
    Moment recorded{};   ///< when the gateway learned it
    std::string message;
    std::string from;                  ///< agency that told it
    std::string to;                    ///< agency that was told
    std::vector<deliver::Step> steps;  ///< of the message since; none takes it back
    std::string subject;               ///< pseudonym
    std::string what;
    boost::json::object fields;
};

/// Thread-safe. All it was made of outlives it.
class Records {
public:
    Records(commit::Ledger const& ledger, commit::SubjectKeys const& subjects, crypto::SiteKeys const& keys,
            std::string register_name)
        : ledger_{ledger}, subjects_{subjects}, blind_{keys, std::move(register_name)}
    {
    }

    /// The records, hashed, that at least one of the tokens leads to, each named by one of its references only. A token
    /// that leads to more than `most_of_each` is left out, because nobody could look through these. One that names a
    /// person, a case or a home (matching::names_one) never is: it gives the `most_of_each` that it led to first, and
    /// the same number of the others that it was last told of, so that no crowd of new records hides an old one, nor
    /// any of the old ones a new one. `too_common` counts the tokens of both kinds that may lead to more than was
    /// found.
    struct Found {
        std::set<std::string> records;
        std::size_t too_common = 0;
    };
    [[nodiscard]] Result<Found> find(std::vector<std::string> const& tokens, std::size_t most_of_each) const;

    /// The fields of each change of the record, whether or not its message was taken back since: for seeing at little
    /// cost whether the record is worth reading.
    [[nodiscard]] Result<std::vector<boost::json::object>> glance(std::string const& record) const;

    /// What messages told of the record under all references it is known by. What its sender took back, and what was
    /// told of a subject that was erased, is not among it.
    [[nodiscard]] Result<std::vector<Told>> told_of(std::string const& record) const;
    /// The same of a record that a message names.
    [[nodiscard]] Result<std::vector<Told>> told_of_reference(std::string_view reference) const;
    /// Up to `most` records, hashed, in the order of their hashes behind `after` (empty: from the first), each
    /// reference by itself. Shorter than `most`: these were the last.
    [[nodiscard]] Result<std::vector<std::string>> all(std::string const& after, std::size_t most) const;
    /// The first of its references in the order of their hashes, by which a record is counted once.
    [[nodiscard]] Result<std::string> first_reference(std::string const& record) const;

    /// The entry of the last message that told of the record under any of its references; empty where none did, or what
    /// told it was erased. Reads rows alone, and so costs little.
    [[nodiscard]] Result<std::optional<Sequence>> last_told(std::string const& record) const;

private:
    [[nodiscard]] Result<std::set<std::string>> known_as(std::string const& record) const;
    [[nodiscard]] Result<std::vector<Sequence>> entries_of(std::string const& record) const;
    [[nodiscard]] Result<std::optional<Opened>> opened(Sequence index) const;
    [[nodiscard]] Result<void> read(Sequence index, std::vector<Told>& told) const;

    commit::Ledger const& ledger_;
    commit::SubjectKeys const& subjects_;
    Blind blind_;
};

}  // namespace micklegate::history
