#include "gateway/agency/blocks.hpp"

#include "gateway/agency/due.hpp"
#include "gateway/base/percent.hpp"
#include "gateway/json/fields.hpp"
#include "gateway/terminal/london_text.hpp"
#include "gateway/terminal/safe_text.hpp"

#include <map>

namespace micklegate::agency {
namespace {

using boost::json::object;

std::string when(object const& block, std::string_view key)
{
    std::string const time = json::text_at(block, key);
    return time.empty() ? std::string{} : terminal::london_text(time);
}

/// "5 active, 2 pending"
std::string channels(object const& block)
{
    std::map<std::string, std::size_t> in_state;
    for (boost::json::value const& value : json::array_at(block, "channels"))
        if (auto const* const channel = value.if_object())
            ++in_state[terminal::safe_text(json::text_at(*channel, "state"))];
    std::string all;
    for (auto const& [state, count] : in_state)
        all += (all.empty() ? "" : ", ") + std::to_string(count) + " " + state;
    return all;
}

std::string gap(object const& block)
{
    std::string const total = span_text(std::chrono::minutes{json::whole_number_at(block, "gap_minutes", 0)});
    return block.contains("gap_running_since") ? total + ", running" : total;
}

std::string to_do(object const& block)
{
    std::string all = json::flag_at(block, "duty_desk") ? "duty desk" : "";
    for (boost::json::value const& due : json::array_at(block, "due"))
        if (due.is_string())
            all += (all.empty() ? "" : ", ") + terminal::safe_text(std::string{due.get_string()});
    return all;
}

}  // namespace

Result<std::vector<object>> fetch_blocks(GatewaySession& session)
{
    std::vector<object> blocks;
    auto page = session.get("/v1/blocks");
    while (page) {
        for (boost::json::value const& block : json::array_at(*page, "blocks"))
            if (block.is_object())
                blocks.push_back(block.get_object());
        std::string const next = json::text_at(*page, "next");
        if (next.empty())
            return blocks;
        page = session.get("/v1/blocks?after=" + percent_encoded(next));
    }
    return page.error();
}

std::vector<std::vector<std::string>> blocks_table(std::vector<object> const& blocks)
{
    std::vector<std::vector<std::string>> rows{
        {"BLOCK", "PRISONER", "RESPONSIBLE", "HOLDING", "AWAITED SINCE", "GAP", "CHANNELS", "REVIEW", "TO DO"}};
    for (object const& block : blocks) {
        auto const shown = [&](std::string_view key) { return terminal::safe_text(json::text_at(block, key)); };
        rows.push_back({shown("block_ref"), shown("prisoner_number"), shown("responsible_prison"),
                        shown("holding_prison"), when(block, "awaited_since"), gap(block), channels(block),
                        shown("review_on"), to_do(block)});
    }
    return rows;
}

}  // namespace micklegate::agency
