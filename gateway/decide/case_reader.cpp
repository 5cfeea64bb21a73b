#include "gateway/decide/case_reader.hpp"

#include "gateway/base/did_you_mean.hpp"
#include "gateway/json/pointer.hpp"
#include "gateway/json/position.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace micklegate::decide {

CaseReader::CaseReader(std::string const& path, std::string const& text, std::string pointer,
                       boost::json::object const& object)
    : path_{path}, text_{text}, pointer_{std::move(pointer)}, object_{object}
{
}

boost::json::value const* CaseReader::value(std::string_view key, bool required)
{
    read_.emplace(key);
    auto const* const found = object_.if_contains(key);
    if (found == nullptr && required)
        refuse(key, "is missing");
    return found;
}

std::string CaseReader::text(std::string_view key, bool required)
{
    auto const* const found = value(key, required);
    if (found == nullptr)
        return {};
    if (found->is_string())
        return std::string{found->get_string()};
    refuse(key, "must be a text");
    return {};
}

boost::json::object CaseReader::object(std::string_view key, bool required)
{
    auto const* const found = value(key, required);
    if (found == nullptr)
        return {};
    if (found->is_object())
        return found->get_object();
    refuse(key, "must be an object");
    return {};
}

std::vector<std::string> CaseReader::sorted_texts(std::string_view key)
{
    std::vector<std::string> texts;
    auto const* const found = value(key, true);
    auto const* const list = found == nullptr ? nullptr : found->if_array();
    if (found != nullptr && list == nullptr)
        refuse(key, "must be a list of texts");
    if (list == nullptr)
        return texts;
    for (auto const& item : *list) {
        if (item.is_string())
            texts.emplace_back(item.get_string());
        else
            refuse(key, "must hold texts only");
    }
    std::sort(texts.begin(), texts.end());
    return texts;
}

void CaseReader::refuse(std::string_view key, std::string_view detail, std::string_view word,
                        std::vector<std::string> const& known)
{
    if (fault_)
        return;
    std::string const pointer = pointer_ + '/' + json::pointer_token(key);
    auto const meant = did_you_mean(word, known);
    fault_ = problem(ProblemCode::kConfiguration,
                     path_ + ':' + to_text(json::position_of_value(text_, pointer)) + ": " + pointer + ' ' +
                         std::string{detail} + '.',
                     meant ? "Did you mean " + *meant + "?" : "policies/README.md says what a case holds.");
}

std::optional<Problem> CaseReader::finish()
{
    std::vector<std::string> const known{read_.begin(), read_.end()};
    for (auto const& member : object_)
        if (!read_.contains(member.key()))
            refuse(member.key(), "is not known here", member.key(), known);
    return std::move(fault_);
}

}  // namespace micklegate::decide
