#include "gateway/serve/notices.hpp"

#include "gateway/crypto/uuid.hpp"
#include "gateway/files/files.hpp"
#include "gateway/notice/mail.hpp"
#include "gateway/notice/webhook.hpp"

#include <algorithm>
#include <charconv>

namespace micklegate::serve {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr milliseconds kTurn{500};
constexpr std::size_t kEntriesAtOnce = 5'000;
constexpr std::size_t kToldAtOnce = 16;
constexpr std::chrono::seconds kBetweenRemembering{5};

/// One channel has nothing to do with the other's file.
std::string name_of(Channel channel) { return channel == Channel::kEmail ? "email" : "webhook"; }

Result<std::optional<Sequence>> read_told(std::filesystem::path const& path)
{
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return std::optional<Sequence>{};
    auto const text = files::read(path, 64);
    if (!text)
        return text.error();
    Sequence told = 0;
    auto const [end, fault] = std::from_chars(text->data(), text->data() + text->size(), told);
    if (fault != std::errc{} || std::string_view{end, text->data() + text->size()} != "\n")
        return problem(ProblemCode::kConfiguration, path.string() + " holds no number.",
                       "Remove it: agencies are then told of what comes from now on.");
    return std::optional{told};
}

/// Without the line end that editors put behind it.
Result<std::shared_ptr<crypto::Secret const>> read_password(std::filesystem::path const& path)
{
    auto const secret = files::read_secret(path);
    if (!secret)
        return secret.error();
    ByteView password = secret->view();
    while (!password.empty() && (password.back() == '\n' || password.back() == '\r'))
        password = password.first(password.size() - 1);
    return std::make_shared<crypto::Secret const>(crypto::Secret::copy_of(password));
}

Result<notice::MailServer> mail_server_of(site::Site const& site)
{
    notice::MailServer server;
    if (site.settings.notice_smtp.empty())
        return server;
    auto const url = mail_url_of(site.settings.notice_smtp);
    if (!url)
        return url.error();
    server.url = *url;
    server.user = site.settings.notice_smtp_user;
    if (!site.settings.notice_smtp_ca.empty())
        server.ca = (site.root / site.settings.notice_smtp_ca).string();
    if (server.user.empty())
        return server;
    auto password = read_password(site.root / site.settings.notice_smtp_password);
    if (!password)
        return password.error();
    server.password = *std::move(password);
    return server;
}

}  // namespace

Notices::Notices(Channel channel, site::Site const& site, commit::Ledger const& ledger, crypto::SigningKey const& key,
                 Clock clock, receive::Log const& log, notice::Pace pace)
    : channel_{channel},
      name_{name_of(channel)},
      site_{site},
      ledger_{ledger},
      key_{key},
      clock_{std::move(clock)},
      tell_operator_{log},
      failures_{log, system_now},
      file_{site.notices(), system_now},
      pace_{pace},
      schedule_{pace},
      turns_{"Telling agencies by " + name_, [this] { return turn(); }, log}
{
}

Notices::~Notices() { stop(); }

void Notices::stop()
{
    if (stopping_.exchange(true))
        return;
    turns_.stop();
    next_remembering_ = {};
    if (auto const kept = remember(); !kept)
        failures_.say(receive::Severity::kWarning, one_line(kept.error()));
}

Result<void> Notices::open()
{
    auto server = mail_server_of(site_);
    if (!server)
        return server.error();
    transfers_.emplace(*std::move(server));
    if (auto const read = read_addresses(); !read)
        return read;
    auto const told = read_told(site_.notices_told(name_));
    if (!told)
        return told.error();
    remembered_ = *told;
    auto const size = ledger_.size();
    if (!size)
        return size.error();
    // A store that was restored from a backup may be shorter than what was told.
    next_ = std::min(told->value_or(*size), *size);
    return {};
}

Result<void> Notices::read_addresses()
{
    std::error_code error;
    if (!std::filesystem::exists(file_.path(), error)) {
        book_.clear();
        return {};
    }
    auto const text = files::read(file_.path());
    if (!text)
        return text.error();
    auto book = notice::parse_address_book(file_.path().string(), *text);
    if (!book)
        return book.error();
    for (auto& [agency, addresses] : *book)
        if (addresses.webhook && !addresses.webhook->ca.empty())
            addresses.webhook->ca = (site_.root / addresses.webhook->ca).string();
    book_ = *std::move(book);
    return {};
}

bool Notices::reaches(AgencyId const& agency) const
{
    auto const found = book_.find(agency);
    if (found == book_.end())
        return false;
    return channel_ == Channel::kEmail ? !found->second.email.empty() && !site_.settings.notice_smtp.empty()
                                       : found->second.webhook.has_value();
}

Result<void> Notices::read_on()
{
    auto const size = ledger_.size();
    if (!size)
        return size.error();
    if (std::ranges::none_of(book_, [this](auto const& each) { return reaches(each.first); })) {
        next_ = *size;
        return {};
    }
    Sequence index = next_;
    auto const now = Steady::now();
    auto const read =
        ledger_.visit_entries(next_, std::min<std::size_t>(kEntriesAtOnce, *size - next_), [&](std::string_view text) {
            auto told = notice::told_of(index++, text);
            if (!told)
                failures_.say(receive::Severity::kWarning, one_line(told.error()));
            else if (*told && reaches((*told)->agency))
                schedule_.add((*told)->agency, (*told)->arrival, now);
        });
    next_ = index;
    return read;
}

notice::Transfer Notices::transfer(notice::Waiting const& waiting, std::string const& id) const
{
    notice::Addresses const& addresses = book_.at(waiting.agency);
    if (channel_ == Channel::kEmail) {
        std::string const& from = site_.settings.notice_from;
        return notice::Mail{from, addresses.email,
                            mail_text(waiting, {from, addresses.email, site_.settings.notice_portal, id, clock_()})};
    }
    notice::Webhook const& hook = *addresses.webhook;
    notice::SignedEvent event = signed_event(waiting, id, site_.settings.origin(), clock_(), key_);
    return notice::Call{hook.url, std::move(event.headers), std::move(event.body), hook.ca, hook.may_be_private};
}

void Notices::tell(std::vector<AgencyId> const& agencies)
{
    std::vector<AgencyId> asked;
    std::vector<notice::Transfer> transfers;
    for (AgencyId const& agency : agencies) {
        notice::Untold& untold = schedule_.of(agency);
        auto waiting = still_waiting(agency, untold.arrivals, ledger_.projections(), clock_());
        if (!waiting) {
            failures_.say(receive::Severity::kWarning, one_line(waiting.error()));
            continue;
        }
        waiting->messages += untold.more;
        if (waiting->messages == 0 || !reaches(agency)) {
            schedule_.forget(agency);
            continue;
        }
        if (untold.id.empty())
            untold.id = crypto::uuid_v7(clock_());
        transfers.push_back(transfer(*waiting, untold.id));
        asked.push_back(agency);
    }
    if (asked.empty())
        return;
    auto const results = transfers_->carry_out(transfers, stopping_);
    if (!stopping_)
        take_results(asked, results);
}

void Notices::take_results(std::vector<AgencyId> const& agencies, std::vector<Result<void>> const& results)
{
    bool const reached = std::ranges::any_of(results, [](auto const& each) { return each.has_value(); });
    // One mail server stands behind all mail, and one line is enough to say that it is away; each call has a receiver
    // of its own.
    bool const is_away = channel_ == Channel::kEmail && !reached;
    rest_ = is_away ? std::clamp(2 * rest_, pace_.first_rest, pace_.longest_rest) : milliseconds{0};
    for (std::size_t i = 0; i < agencies.size(); ++i)
        take_result(agencies[i], results[i], is_away);
    if (channel_ != Channel::kEmail)
        return;
    next_round_ = Steady::now() + rest_;
    if (std::exchange(well_, reached) == reached)
        return;
    if (reached)
        tell_operator_(receive::Severity::kInfo, "The mail server takes notices again.");
    else
        tell_operator_(receive::Severity::kWarning,
                       "The mail server takes no notices: " + results.front().error().detail +
                           ". They are kept, and it is tried again.");
}

void Notices::take_result(AgencyId const& agency, Result<void> const& got_through, bool is_away)
{
    std::string const whose = name_ + " to " + agency.get();
    if (got_through) {
        ++sent_;
        schedule_.told(agency, Steady::now());
        if (complained_of_.erase(agency) > 0)
            failures_.say(receive::Severity::kInfo, "The notice by " + whose + " got through after all.");
        return;
    }
    ++failed_;
    if (schedule_.failed(agency, Steady::now(), is_away ? std::optional{rest_} : std::nullopt)) {
        ++given_up_;
        complained_of_.erase(agency);
        failures_.say(receive::Severity::kWarning, "The notice by " + whose + " is given up: it never got through.");
    } else if (!is_away && complained_of_.insert(agency).second) {
        failures_.say(receive::Severity::kWarning, "The notice by " + whose + " did not get through: " +
                                                       got_through.error().detail + ". It is tried again.");
    }
}

Result<void> Notices::remember()
{
    if (Steady::now() < next_remembering_)
        return {};
    if (std::ranges::none_of(book_, [this](auto const& each) { return reaches(each.first); }))
        return {};
    Sequence const told = schedule_.oldest().value_or(next_);
    if (remembered_ == told)
        return {};
    next_remembering_ = Steady::now() + kBetweenRemembering;
    auto const kept = files::replace(site_.notices_told(name_), as_bytes(std::to_string(told) + "\n"));
    if (kept)
        remembered_ = told;
    return kept;
}

Result<void> Notices::tell_some()
{
    if (auto const read = file_.poll([this] { return read_addresses(); }); !read) {
        if (std::exchange(sound_file_, false))
            tell_operator_(receive::Severity::kWarning, "The old addresses of notices stay: " + one_line(read.error()));
    } else if (!std::exchange(sound_file_, true)) {
        tell_operator_(receive::Severity::kInfo, "The addresses of notices can be read again.");
    }
    auto const done = read_on();
    if (Steady::now() >= next_round_)
        tell(schedule_.due(Steady::now(), channel_ == Channel::kEmail && !well_ ? 1 : kToldAtOnce));
    untold_ = schedule_.size();
    auto const kept = remember();
    return done ? kept : done;
}

Readings Notices::readings() const
{
    std::string const prefix = "notices_" + name_ + "_";
    return {{prefix + "sent_total", sent_.load()},
            {prefix + "failed_total", failed_.load()},
            {prefix + "given_up_total", given_up_.load()},
            {prefix + "untold", untold_.load()}};
}

milliseconds Notices::turn()
{
    if (auto const done = tell_some(); !done)
        failures_.say(receive::Severity::kWarning,
                      "agencies could not be told by " + name_ + ": " + one_line(done.error()));
    return kTurn;
}

}  // namespace micklegate::serve
