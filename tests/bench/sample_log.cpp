#include "tests/bench/sample_log.hpp"

#include "gateway/crypto/uuid.hpp"

#include <sys/resource.h>

#include <chrono>
#include <stdexcept>

namespace micklegate::bench {
namespace {

constexpr char const* kOrigin = "gate.example/log";
/// Short, so that ten million entries fit a small disk: their size is no matter here.
constexpr std::size_t kSealedBytes = 200;
constexpr std::uint64_t kRefusedOf = 20;

/// A busy year: one entry every three seconds makes ten million.
Moment time_of(std::uint64_t index)
{
    return Moment{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}} + std::chrono::seconds{3 * index};
}

double microseconds(timeval const& time)
{
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
}

}  // namespace

double processor_us()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return microseconds(used.ru_utime) + microseconds(used.ru_stime);
}

std::string SampleEntries::random_hex(std::size_t bytes)
{
    std::string text;
    while (text.size() < 2 * bytes)
        append_be64(text, random_());
    return hex(as_bytes(text).first(bytes));
}

std::string SampleEntries::one_of(std::string_view kind, std::uint64_t count)
{
    std::string const text = std::string{kind} + std::to_string(random_() % count);
    return hex(ByteView{crypto::sha256(as_bytes(text))}.first(16));
}

commit::Entry SampleEntries::accepted(std::uint64_t index, ByteView sealed)
{
    commit::Entry entry;
    entry.kind = commit::EntryKind::kAccepted;
    entry.time = time_of(index);
    entry.agency = index % 5 == 0 ? "police.force-" + std::to_string(random_() % 40) : "police.north-yorkshire";
    entry.recipient = "school.9" + std::to_string(10'000 + index % 400);
    entry.actor = commit::ActorMark{one_of("person", 500), random_hex(32)};
    entry.message = crypto::uuid_v7(entry.time);
    entry.type = "encompass.notification/1";
    entry.purpose = "child_safeguarding";
    entry.lawful_basis = "uk_gdpr_6_1_e";
    entry.agreement = "north-yorkshire-encompass/1.0";
    entry.rule = "school-under-18";
    entry.policy = std::string(64, 'f');
    entry.why = "The agreement's rule allows it.";
    entry.released = {"child_dob", "child_forename", "child_surname", "incident_ref",
                      "location",  "occurred_at",    "summary"};
    entry.withheld = {"incident_postcode", "suspect_name", "victim_address", "victim_name", "victim_phone"};
    entry.subjects = {one_of("subject", 200'000)};
    entry.event = commit::EventMark{random_hex(16), random_hex(16)};
    entry.sealed_sha256 = hex(crypto::sha256(sealed));
    entry.sealed_bytes = sealed.size();
    entry.content = random_hex(32);
    entry.deadline = entry.time + std::chrono::hours{12};
    entry.acknowledgement = "opened";
    return entry;
}

commit::Entry SampleEntries::refused(std::uint64_t index)
{
    commit::Entry entry;
    entry.kind = commit::EntryKind::kRefused;
    entry.time = time_of(index);
    entry.agency = "police.north-yorkshire";
    entry.type = "encompass.notification/1";
    entry.policy = std::string(64, 'f');
    entry.code = "no-agreement";
    entry.why = "No agreement allows it.";
    return entry;
}

commit::Record SampleEntries::record(std::uint64_t index)
{
    commit::Record record;
    if (size_ == EntrySize::kShort || index % kRefusedOf == 0) {
        record.entry = commit::encode(refused(index));
        return record;
    }
    std::string const sealed = random_hex(kSealedBytes / 2);
    record.sealed = Bytes{sealed.begin(), sealed.end()};
    record.entry = commit::encode(accepted(index, record.sealed));
    return record;
}

SampleLog::SampleLog(std::filesystem::path const& folder, EntrySize size)
    : keys_{crypto::SiteKeys::derive(crypto::Secret::copy_of(Bytes(32, 7)))},
      store_{storage::Store::open({folder, kOrigin, {}}, keys_.log).value()},
      entries_{size}
{
}

evidence::NoteKey SampleLog::key() const { return evidence::note_key(kOrigin, keys_.log.verify_key()); }

AppendCost SampleLog::append(std::uint64_t count, std::size_t group)
{
    AppendCost cost;
    for (std::uint64_t done = 0; done < count; done += group) {
        auto const [next, epoch] = store_->journal().head();
        std::vector<commit::Record> records;
        for (std::uint64_t i = 0; i < std::min<std::uint64_t>(group, count - done); ++i)
            records.push_back(entries_.record(next + i));
        double const processor = processor_us();
        auto const begin = std::chrono::steady_clock::now();
        if (!std::holds_alternative<commit::Committed>(store_->journal().append(next, epoch, records)))
            throw std::runtime_error{"the store refuses an entry"};
        cost.wall_us += std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count();
        cost.processor_us += processor_us() - processor;
    }
    cost.wall_us /= static_cast<double>(count);
    cost.processor_us /= static_cast<double>(count);
    return cost;
}

}  // namespace micklegate::bench
