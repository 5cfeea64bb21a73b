#include "gateway/notice/transfers.hpp"

#include "gateway/crypto/plain_key.hpp"
#include "gateway/notice/public_address.hpp"

#include <curl/curl.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <optional>

namespace micklegate::notice {
namespace {

constexpr std::size_t kLongestAnswer = 16 * 1024;
constexpr long kMostConnections = 16;
constexpr long kMostOfOneHost = 4;
constexpr int kLookEvery = 200;  // milliseconds, for whether to stop

struct EasyEnd {
    void operator()(CURL* easy) const noexcept { curl_easy_cleanup(easy); }
};
struct ListEnd {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, ListEnd>;

List list_of(std::vector<std::string> const& texts)
{
    List list;
    for (std::string const& text : texts) {
        curl_slist* const longer = curl_slist_append(list.get(), text.c_str());
        if (longer == nullptr)
            throw std::bad_alloc{};
        static_cast<void>(list.release());
        list.reset(longer);
    }
    return list;
}

/// One transfer under way; libcurl points into it.
struct Job {
    std::unique_ptr<CURL, EasyEnd> easy;
    List list;              ///< recipients, or headers
    std::string_view left;  ///< of the mail, to be sent
    std::size_t answered = 0;
    bool may_be_private = false;
    bool refused_address = false;
    std::optional<Result<void>> result;
};

template <class Value>
void set(Job const& job, CURLoption option, Value value)
{
    if (curl_easy_setopt(job.easy.get(), option, value) != CURLE_OK)
        throw std::logic_error{"libcurl lacks what a notice needs"};
}

std::size_t send_more(char* to, std::size_t size, std::size_t count, void* job_of) noexcept
{
    Job& job = *static_cast<Job*>(job_of);
    std::size_t const bytes = std::min(size * count, job.left.size());
    std::memcpy(to, job.left.data(), bytes);
    job.left.remove_prefix(bytes);
    return bytes;
}

/// Nobody reads an answer: it is counted, and ends the transfer where it is too long.
std::size_t take_answer(char*, std::size_t size, std::size_t count, void* job_of) noexcept
{
    Job& job = *static_cast<Job*>(job_of);
    job.answered += size * count;
    return job.answered <= kLongestAnswer ? size * count : 0;
}

std::size_t drop(char*, std::size_t size, std::size_t count, void*) noexcept { return size * count; }

ByteView address_in(curl_sockaddr const& address)
{
    if (address.family == AF_INET) {
        auto const* const four = reinterpret_cast<sockaddr_in const*>(&address.addr);
        return {reinterpret_cast<std::uint8_t const*>(&four->sin_addr), 4};
    }
    // libcurl's structure is larger than the sockaddr that it ends with.
    auto const* const six = reinterpret_cast<sockaddr_in6 const*>(&address.addr);
    return address.family == AF_INET6 ? ByteView{six->sin6_addr.s6_addr, 16} : ByteView{};
}

/// Asked with the address itself, so that no name can point elsewhere between a check and the connection.
curl_socket_t open_socket(void* job_of, curlsocktype, curl_sockaddr* address) noexcept
{
    Job& job = *static_cast<Job*>(job_of);
    if (!job.may_be_private && !is_public_address(address_in(*address))) {
        job.refused_address = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/// The system's authorities stand in a folder too, which libcurl would go on asking; and what it remembers of a file
/// goes by the file's name, so that a replaced one would not count for a day.
void trust_only(Job const& job, std::string const& ca)
{
    set(job, CURLOPT_CAINFO, ca.c_str());
    set<char const*>(job, CURLOPT_CAPATH, nullptr);
    set(job, CURLOPT_CA_CACHE_TIMEOUT, 0L);
}

void set_common(Job& job, Times const& times, std::string const& ca)
{
    set(job, CURLOPT_NOSIGNAL, 1L);
    set(job, CURLOPT_CONNECTTIMEOUT_MS, times.connect.count());
    set(job, CURLOPT_TIMEOUT_MS, times.whole.count());
    set(job, CURLOPT_PROXY, "");
    set(job, CURLOPT_FOLLOWLOCATION, 0L);
    set(job, CURLOPT_SSL_VERIFYPEER, 1L);
    set(job, CURLOPT_SSL_VERIFYHOST, 2L);
    set(job, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!ca.empty())
        trust_only(job, ca);
    set(job, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    set(job, CURLOPT_OPENSOCKETDATA, &job);
    set(job, CURLOPT_WRITEFUNCTION, take_answer);
    set(job, CURLOPT_WRITEDATA, &job);
    set(job, CURLOPT_HEADERFUNCTION, drop);
}

bool is_on_this_machine(std::string const& host)
{
    return host == "localhost" || host == "::1" || (host.starts_with("127.") && is_ip_address(host));
}

/// The path is what the gateway calls itself.
std::string url_of(MailUrl const& server, std::string const& domain)
{
    std::string const& host = server.endpoint.host;
    return std::string{server.tls_from_start ? "smtps" : "smtp"} + "://" +
           (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" +
           std::to_string(server.endpoint.port) + "/" + domain;
}

void prepare(Job& job, Mail const& mail, MailServer const& server, Times const& times)
{
    std::string const url = url_of(server.url, mail.from.substr(mail.from.find('@') + 1));
    bool const may_be_plain = is_on_this_machine(server.url.endpoint.host);
    set_common(job, times, server.ca);
    job.may_be_private = true;  // a mail server is mostly a neighbour
    job.left = mail.text;
    job.list = list_of(mail.to);
    set(job, CURLOPT_URL, url.c_str());
    set(job, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    if (!server.url.tls_from_start)
        set(job, CURLOPT_USE_SSL, static_cast<long>(may_be_plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (!server.user.empty()) {
        set(job, CURLOPT_USERNAME, server.user.c_str());
        std::string password{as_text(server.password->view())};  // libcurl asks for a zero behind it
        set(job, CURLOPT_PASSWORD, password.c_str());
        crypto::wipe({reinterpret_cast<std::uint8_t*>(password.data()), password.size()});
    }
    set(job, CURLOPT_MAIL_FROM, mail.from.c_str());
    set(job, CURLOPT_MAIL_RCPT, job.list.get());
    set(job, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
    set(job, CURLOPT_UPLOAD, 1L);
    set(job, CURLOPT_READFUNCTION, send_more);
    set(job, CURLOPT_READDATA, &job);
}

void prepare(Job& job, Call const& call, MailServer const&, Times const& times)
{
    set_common(job, times, call.ca);
    job.may_be_private = call.may_be_private;
    job.list = list_of(call.headers);
    set(job, CURLOPT_URL, call.url.c_str());
    set(job, CURLOPT_PROTOCOLS_STR, "https");
    // The address is asked for where a connection is made: one that was made for another call may lead elsewhere.
    set(job, CURLOPT_FRESH_CONNECT, 1L);
    set(job, CURLOPT_FORBID_REUSE, 1L);
    set(job, CURLOPT_POSTFIELDSIZE, static_cast<long>(call.body.size()));
    set(job, CURLOPT_POSTFIELDS, call.body.c_str());
    set(job, CURLOPT_HTTPHEADER, job.list.get());
}

Problem failed(std::string detail) { return problem(ProblemCode::kUnavailable, std::move(detail)); }

Result<void> result_of(Job const& job, CURLcode code)
{
    if (code == CURLE_COULDNT_CONNECT && job.refused_address)  // else another of its addresses was taken
        return failed("its name leads to an address of this machine or of a private network");
    if (code == CURLE_WRITE_ERROR && job.answered > kLongestAnswer)
        return failed("the answer was too long");
    long status = 0;
    curl_easy_getinfo(job.easy.get(), CURLINFO_RESPONSE_CODE, &status);
    bool const refused = status >= 100 && (status < 200 || status > 299);
    if (code != CURLE_OK)
        return failed(curl_easy_strerror(code) + (refused ? " (" + std::to_string(status) + ")" : std::string{}));
    if (refused)
        return failed("it answered " + std::to_string(status));
    return {};
}

}  // namespace

struct Transfers::Curl {
    Curl() : multi{curl_multi_init()}
    {
        if (multi == nullptr)
            throw std::bad_alloc{};
        curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, kMostConnections);
        curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, kMostOfOneHost);
    }
    ~Curl() { curl_multi_cleanup(multi); }
    Curl(Curl const&) = delete;
    Curl& operator=(Curl const&) = delete;

    /// Notes the results of those that ended.
    void collect()
    {
        int left = 0;
        while (CURLMsg const* const message = curl_multi_info_read(multi, &left)) {
            if (message->msg != CURLMSG_DONE)
                continue;
            Job* job = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &job);
            job->result = result_of(*job, message->data.result);
        }
    }

    CURLM* multi;
};

Transfers::Transfers(MailServer server, Times times) : server_{std::move(server)}, times_{times}
{
    static CURLcode const ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready != CURLE_OK)
        throw std::runtime_error{"libcurl cannot be used here"};
    curl_ = std::make_unique<Curl>();
}

Transfers::~Transfers() = default;

std::vector<Result<void>> Transfers::carry_out(std::vector<Transfer> const& transfers,
                                               std::atomic<bool> const& stopping)
{
    std::vector<std::unique_ptr<Job>> jobs;
    for (Transfer const& transfer : transfers) {
        Job& job = *jobs.emplace_back(std::make_unique<Job>());
        job.easy.reset(curl_easy_init());
        if (job.easy == nullptr)
            throw std::bad_alloc{};
        std::visit([&](auto const& what) { prepare(job, what, server_, times_); }, transfer);
        set(job, CURLOPT_PRIVATE, &job);
        curl_multi_add_handle(curl_->multi, job.easy.get());
    }
    for (int running = 1; running > 0 && !stopping;) {
        if (curl_multi_perform(curl_->multi, &running) != CURLM_OK)
            break;
        curl_->collect();
        if (running > 0)
            curl_multi_poll(curl_->multi, nullptr, 0, kLookEvery, nullptr);
    }
    std::vector<Result<void>> results;
    for (auto const& job : jobs) {
        curl_multi_remove_handle(curl_->multi, job->easy.get());
        results.push_back(job->result.value_or(failed("the gateway stopped")));
    }
    return results;
}

}  // namespace micklegate::notice
