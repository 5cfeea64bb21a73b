// Notices that a folder of many files has changed, once nobody is writing in it any more.
#pragma once

#include "gateway/base/moment.hpp"
#include "gateway/site/policy_folder.hpp"

namespace micklegate::serve {

enum class FolderState {
    kConsidered,  ///< as it was when it was last considered
    kChanging,    ///< another than it was, and perhaps half written
    kAtRest,      ///< another than was considered, and the same in two polls
};

/// For one thread.
class FolderWatch {
public:
    FolderWatch(std::filesystem::path folder, Clock clock) : folder_{std::move(folder)}, clock_{std::move(clock)} {}

    [[nodiscard]] FolderState poll();
    /// Whether the folder is still what the last poll saw: whoever has read its files since has read them together.
    [[nodiscard]] bool still() const { return list() == seen_; }
    /// What the last poll saw is looked at no more until it changes.
    void consider() { considered_ = seen_; }

private:
    [[nodiscard]] site::FolderListing list() const;
    [[nodiscard]] bool settled() const;

    std::filesystem::path folder_;
    Clock clock_;
    site::FolderListing seen_;
    std::optional<site::FolderListing> considered_;
};

}  // namespace micklegate::serve
