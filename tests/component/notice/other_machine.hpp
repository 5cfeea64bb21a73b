// A machine with other names and other authorities than this one, for what libcurl asks of it. Include it once.
#pragma once

#include "gateway/crypto/openssl_handles.hpp"
#include "gateway/files/files.hpp"
#include "tests/support/tmp_folder.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <dlfcn.h>
#include <openssl/pem.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>

namespace micklegate::test {

/// Of the open internet; who connects to it gets to this machine.
inline constexpr char const* kPublicAddress = "93.184.215.14";

/// As long as it lives; one at a time.
class OtherMachine {
public:
    OtherMachine() { now = this; }
    ~OtherMachine()
    {
        now = nullptr;
        curl_slist_free_all(names_);
    }
    OtherMachine(OtherMachine const&) = delete;
    OtherMachine& operator=(OtherMachine const&) = delete;

    /// "name:port:address,address"
    void name(std::string const& line) { names_ = curl_slist_append(names_, line.c_str()); }

    void trust(std::string const& ca_file)
    {
        std::string const pem = files::read(ca_file).value();
        crypto::openssl::Certificate const ca{
            PEM_read_bio_X509(crypto::openssl::reader(pem).get(), nullptr, nullptr, nullptr)};
        std::array<char, 16> name{};  // what OpenSSL looks for in a folder
        std::snprintf(name.data(), name.size(), "%08lx.0", X509_subject_name_hash(ca.get()));
        files::create(authorities_.path() / name.data(), as_bytes(pem)).value();
    }

    void set_up(CURL* easy) const
    {
        curl_easy_setopt(easy, CURLOPT_CAPATH, authorities_.path().c_str());
        if (names_ != nullptr)
            curl_easy_setopt(easy, CURLOPT_RESOLVE, names_);
    }

    static inline OtherMachine* now = nullptr;

private:
    TmpFolder authorities_;
    curl_slist* names_ = nullptr;
};

/// What a function of this program stands before.
template <class Function>
Function* beneath(Function*, char const* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace micklegate::test

/// With the defaults that libcurl would have been built with there.
extern "C" CURL* curl_easy_init()
{
    CURL* const easy = micklegate::test::beneath(&curl_easy_init, "curl_easy_init")();
    if (micklegate::test::OtherMachine::now != nullptr)
        micklegate::test::OtherMachine::now->set_up(easy);
    return easy;
}

extern "C" int connect(int socket, sockaddr const* address, socklen_t size)
{
    sockaddr_in here{};
    std::memcpy(&here, address, std::min<std::size_t>(size, sizeof here));
    bool const is_public =
        here.sin_family == AF_INET && here.sin_addr.s_addr == ::inet_addr(micklegate::test::kPublicAddress);
    here.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    return micklegate::test::beneath(&connect, "connect")(
        socket, is_public ? reinterpret_cast<sockaddr const*>(&here) : address, size);
}
