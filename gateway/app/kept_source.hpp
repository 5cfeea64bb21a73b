// A log's resources, each fetched once: many proofs share their tiles.
#pragma once

#include "gateway/evidence/verify_log.hpp"

#include <map>

namespace micklegate::app {

class KeptSource final : public evidence::LogSource {
public:
    explicit KeptSource(evidence::LogSource& source) : source_{source} {}
    Result<Bytes> fetch(std::string const& path) override
    {
        if (auto const kept = kept_.find(path); kept != kept_.end())
            return kept->second;
        auto bytes = source_.fetch(path);
        if (!bytes)
            return bytes;
        // Entries are asked for in their order, so that what is dropped is hardly wanted again.
        if (kept_.size() >= kMost)
            kept_.clear();
        return kept_.emplace(path, *std::move(bytes)).first->second;
    }

private:
    static constexpr std::size_t kMost = 64;

    evidence::LogSource& source_;
    std::map<std::string, Bytes> kept_;
};

}  // namespace micklegate::app
