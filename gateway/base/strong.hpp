// Strong<Tag, T>: one type per meaning; explicit in, explicit out.
#pragma once

#include <compare>
#include <functional>
#include <utility>

namespace micklegate {

template <class Tag, class T>
class Strong {
public:
    Strong() = default;
    explicit Strong(T value) : value_{std::move(value)} {}

    [[nodiscard]] T const& get() const noexcept { return value_; }

    friend auto operator<=>(Strong const&, Strong const&) = default;
    friend bool operator==(Strong const&, Strong const&) = default;

private:
    T value_{};
};

}  // namespace micklegate

template <class Tag, class T>
struct std::hash<micklegate::Strong<Tag, T>> {
    std::size_t operator()(micklegate::Strong<Tag, T> const& value) const noexcept
    {
        return std::hash<T>{}(value.get());
    }
};
