// What a witness remembers: for each log the newest checkpoint it cosigned, and the evidence against logs.
#pragma once

#include "gateway/files/lock.hpp"

#include <optional>

namespace micklegate::witness {

/// Nothing in it is ever deleted: a witness that forgets can cosign a fork. Several processes may share one.
class StateFolder {
public:
    /// Makes the folder where it is missing, for its owner alone.
    [[nodiscard]] static Result<StateFolder> open(std::filesystem::path folder);

    /// Held while reading, judging and writing, by one thread of one process; waits for another a short while.
    [[nodiscard]] Result<files::Descriptor> lock() const;

    /// The signed note, or nothing when none was ever cosigned.
    [[nodiscard]] Result<std::optional<std::string>> read(std::string_view origin) const;
    /// On the disk when it returns.
    [[nodiscard]] Result<void> write(std::string_view origin, std::string_view note) const;

    struct Evidence {
        std::string_view origin;
        bool is_fork = false;  ///< two logs of one size: a proof by itself. Anything else may have an explanation
        std::string_view held;
        std::string_view seen;
    };
    /// Two signed notes that do not fit, in a folder of their own; where that pair is kept already, there. Nothing when
    /// as many of that log and kind are kept as the folder takes: what one log can make without end takes the room of
    /// no other, and of no proof.
    [[nodiscard]] Result<std::optional<std::filesystem::path>> keep_evidence(Evidence const& evidence) const;

private:
    explicit StateFolder(std::filesystem::path folder) : folder_{std::move(folder)} {}
    [[nodiscard]] std::filesystem::path file_of(std::string_view origin) const;

    std::filesystem::path folder_;
};

}  // namespace micklegate::witness
