// The log as a serving gateway shows it to one agency.
#pragma once

#include "gateway/agency/gateway_session.hpp"
#include "gateway/evidence/verify_log.hpp"

namespace micklegate::app {

class GatewaySource final : public evidence::LogSource {
public:
    explicit GatewaySource(agency::GatewaySession session) : session_{std::move(session)} {}
    Result<Bytes> fetch(std::string const& path) override
    {
        auto const text = session_.get_text("/log/" + path);
        return text ? Result<Bytes>{Bytes{text->begin(), text->end()}} : Result<Bytes>{text.error()};
    }

    [[nodiscard]] agency::GatewaySession& session() noexcept { return session_; }

private:
    agency::GatewaySession session_;
};

}  // namespace micklegate::app
