// A folder of its own for one test, gone with it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace micklegate::test {

class TmpFolder {
public:
    explicit TmpFolder(std::filesystem::path const& in = std::filesystem::temp_directory_path())
    {
        std::string name = (in / "micklegate-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr)
            throw std::runtime_error{"no temporary folder"};
        path_ = name;
    }
    ~TmpFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TmpFolder(TmpFolder const&) = delete;
    TmpFolder& operator=(TmpFolder const&) = delete;

    [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace micklegate::test
