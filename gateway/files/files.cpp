#include "gateway/files/files.hpp"

#include "gateway/crypto/base64_secret.hpp"
#include "gateway/files/descriptor.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <optional>
#include <system_error>

namespace micklegate::files {
namespace {

namespace fs = std::filesystem;

/// Of a random name beside a file, so that what a person named like it is left alone.
constexpr std::size_t kMarkBytes = 4;
constexpr std::size_t kLargestSecret = 16 * 1024;

/// The same attempt may succeed later, with nothing changed about the file.
bool passes(int error) noexcept { return error == EMFILE || error == ENFILE || error == ENOMEM || error == EIO; }

Problem failed(fs::path const& path, char const* what, int error = errno)
{
    return problem(passes(error) ? ProblemCode::kUnavailable : ProblemCode::kConfiguration,
                   path.string() + " " + what + ": " + std::generic_category().message(error) + ".",
                   "Check the path and the permissions of its folder.");
}

/// Calls read(2) until `room` is full or the file ends; empty on an error.
std::optional<std::size_t> fill(int descriptor, std::span<std::uint8_t> room)
{
    std::size_t filled = 0;
    while (filled < room.size()) {
        ssize_t const count = ::read(descriptor, room.data() + filled, room.size() - filled);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return std::nullopt;
        if (count == 0)
            break;
        filled += static_cast<std::size_t>(count);
    }
    return filled;
}

bool write_all(int descriptor, ByteView content)
{
    while (!content.empty()) {
        ssize_t const count = ::write(descriptor, content.data(), content.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        content = content.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

fs::path folder_of(fs::path const& path) { return path.has_parent_path() ? path.parent_path() : fs::path{"."}; }

/// What was renamed to `path` stays so after a power cut.
Result<void> make_durable(fs::path const& path)
{
    Descriptor const folder{::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!folder || ::fsync(folder.get()) != 0)
        return failed(path, "cannot be made durable");
    return {};
}

struct Opened {
    Descriptor descriptor;
    struct stat status {};
};

Result<Opened> open_to_read(fs::path const& path, std::size_t most)
{
    // Opening a pipe waits for its writer, for ever perhaps, before fstat can tell that it is one.
    Opened file{Descriptor{::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)}, {}};
    if (!file.descriptor || ::fstat(file.descriptor.get(), &file.status) != 0)
        return failed(path, "cannot be read");
    if (!S_ISREG(file.status.st_mode))
        return problem(ProblemCode::kConfiguration, path.string() + " is not a file.", "Check the path.");
    if (static_cast<std::size_t>(file.status.st_size) > most)
        return problem(ProblemCode::kConfiguration,
                       path.string() + " is larger than " + std::to_string(most) + " bytes.",
                       "Check that it is the file you meant.");
    return file;
}

Result<Descriptor> open_to_create(fs::path const& path, Access access)
{
    Descriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, static_cast<mode_t>(access))};
    if (!file)
        return failed(path, "cannot be created");
    return file;
}

}  // namespace

Result<std::string> read(fs::path const& path, std::size_t most)
{
    Result<Opened> const file = open_to_read(path, most);
    if (!file)
        return file.error();
    std::string content(static_cast<std::size_t>(file->status.st_size), '\0');
    std::span<std::uint8_t> const room{reinterpret_cast<std::uint8_t*>(content.data()), content.size()};
    std::optional<std::size_t> const filled = fill(file->descriptor.get(), room);
    if (!filled)
        return failed(path, "cannot be read");
    content.resize(*filled);
    return content;
}

Result<crypto::Secret> read_secret(fs::path const& path)
{
    Result<Opened> const file = open_to_read(path, kLargestSecret);
    if (!file)
        return file.error();
    if ((file->status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return problem(ProblemCode::kConfiguration,
                       path.string() + " is a secret that others on this machine can reach.",
                       "Run: chmod 600 " + path.string());
    crypto::Secret secret{static_cast<std::size_t>(file->status.st_size)};
    if (fill(file->descriptor.get(), secret.writable()) != secret.view().size())
        return failed(path, "cannot be read whole");
    return secret;
}

Result<crypto::Secret> read_base64_secret(fs::path const& path, std::size_t bytes)
{
    Result<crypto::Secret> const text = read_secret(path);
    if (!text)
        return text.error();
    std::optional<crypto::Secret> secret = crypto::secret_of_base64_line(as_text(text->view()), bytes);
    if (!secret)
        return problem(ProblemCode::kConfiguration,
                       path.string() + " does not hold " + std::to_string(bytes) + " bytes as one line of base64.",
                       "Restore it from where the key is kept; a key cannot be made up again.");
    return *std::move(secret);
}

Result<void> create_folder(fs::path const& path)
{
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (::mkdir(path.c_str(), S_IRWXU) != 0)
        return failed(path, "cannot be made");
    return {};
}

Result<void> create(fs::path const& path, ByteView content, Access access)
{
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    Result<Descriptor> const file = open_to_create(path, access);
    if (!file)
        return file.error();
    if (!write_all(file->get(), content))
        return failed(path, "cannot be written");
    return {};
}

Result<void> replace(fs::path const& path, ByteView content, Access access)
{
    // Renaming would put a plain file where a device, a pipe or a link stood: a root user's /dev/null, say.
    std::error_code error;
    if (auto const type = fs::symlink_status(path, error).type();
        type != fs::file_type::regular && type != fs::file_type::not_found)
        return problem(ProblemCode::kConfiguration, path.string() + " is not a file that can be replaced.",
                       "Name a file, or one that does not exist yet.");
    fs::path const aside = path.string() + "." + hex(crypto::Secret::random(kMarkBytes).view()) + ".new";
    Result<Descriptor> const file = open_to_create(aside, access);
    if (!file)
        return file.error();
    if (!write_all(file->get(), content) || ::fsync(file->get()) != 0 || ::rename(aside.c_str(), path.c_str()) != 0) {
        Problem unwritten = failed(path, "cannot be written");
        ::unlink(aside.c_str());
        return unwritten;
    }
    return make_durable(path);
}

Result<void> exchange(fs::path const& path, fs::path const& newer)
{
    Descriptor const folder{::open(newer.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!folder || ::syncfs(folder.get()) != 0 ||
        ::renameat2(AT_FDCWD, path.c_str(), AT_FDCWD, newer.c_str(), RENAME_EXCHANGE) != 0)
        return failed(path, "cannot be exchanged");
    return make_durable(path);
}

Result<void> put_in_place(fs::path const& aside, fs::path const& path)
{
    Descriptor const folder{::open(aside.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!folder || ::syncfs(folder.get()) != 0 || ::rename(aside.c_str(), path.c_str()) != 0)
        return failed(path, "cannot be put in place");
    return make_durable(path);
}

Result<void> renew_folder(fs::path const& path, std::function<Result<void>(fs::path const& aside)> const& fill)
{
    fs::path const aside = path.string() + ".new";
    std::error_code error;
    fs::remove_all(aside, error);  // what an attempt that was cut short left behind
    Result<void> done = fill(aside);
    if (done)
        done = fs::exists(path, error) ? exchange(path, aside) : put_in_place(aside, path);
    fs::remove_all(aside, error);
    return done;
}

}  // namespace micklegate::files
