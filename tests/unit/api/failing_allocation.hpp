// Lets one allocation of this thread fail, the nth from now. Replaces the allocating functions: for one translation
// unit of a program.
#pragma once

#include <cstdlib>
#include <new>
#include <optional>

namespace micklegate::test {

inline thread_local std::optional<std::size_t> allocations_left;

/// While it lives, the allocation after `sound` others fails.
class FailingAllocation {
public:
    explicit FailingAllocation(std::size_t sound) { allocations_left = sound; }
    ~FailingAllocation() { allocations_left.reset(); }
    FailingAllocation(FailingAllocation const&) = delete;
    FailingAllocation& operator=(FailingAllocation const&) = delete;
};

inline bool allocation_fails()
{
    bool const fails = allocations_left == 0U;
    if (fails)
        allocations_left.reset();
    else if (allocations_left)
        --*allocations_left;
    return fails;
}

}  // namespace micklegate::test

void* operator new(std::size_t size)
{
    void* const memory = micklegate::test::allocation_fails() ? nullptr : std::malloc(size == 0 ? 1 : size);
    return memory != nullptr ? memory : throw std::bad_alloc{};
}
/// What Asio allocates with.
extern "C" void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept
{
    void* memory = nullptr;
    bool const fails = micklegate::test::allocation_fails() || posix_memalign(&memory, alignment, size) != 0;
    return fails ? nullptr : memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
