#include "gateway/evidence/entry_form.hpp"

#include "gateway/evidence/entry_members.hpp"
#include "gateway/json/canonical_reader.hpp"

namespace micklegate::evidence {
namespace {

/// Reads the members of interest as it comes by them; unsound() remembers the first that is not what it should be.
class EntryScan {
public:
    explicit EntryScan(std::string_view entry) : reader_{entry} {}

    std::optional<EntryForm> run()
    {
        for (reader_.enter_object(); auto const name = reader_.next_name();)
            read(*name);
        if (!timed_ || !sound_ || !reader_.finished())
            return std::nullopt;
        return std::move(form_);
    }

private:
    void read(std::string_view name)
    {
        if (name == "time")
            read_time();
        else if (name == "sealed")
            read_sealed();
        else if (name == "destroyed")
            read_indexes(form_.destroyed);
        else if (name == "struck")
            read_indexes(form_.struck);
        else if (name == "change")
            read_change();
        else
            reader_.skip();
    }

    void read_time()
    {
        auto const time = parse_entry_time(reader_.text().value_or(""));
        form_.time = time.value_or(Moment{});
        timed_ = time.has_value();
    }

    void read_sealed()
    {
        for (reader_.enter_object(); auto const name = reader_.next_name();)
            if (*name == "sha256")
                form_.sealed = parse_hex_digest(reader_.text().value_or(""));
            else
                reader_.skip();
        sound_ = sound_ && form_.sealed;
    }

    void read_change()
    {
        form_.change = parse_hex_digest(reader_.text().value_or(""));
        sound_ = sound_ && form_.change;
    }

    void read_indexes(std::vector<std::uint64_t>& indexes)
    {
        for (reader_.enter_array(); reader_.next_element();) {
            auto const index = reader_.whole_number();
            sound_ = sound_ && index && *index >= 0;
            indexes.push_back(static_cast<std::uint64_t>(index.value_or(0)));
        }
    }

    json::CanonicalReader reader_;
    EntryForm form_;
    bool timed_ = false;
    bool sound_ = true;
};

}  // namespace

std::optional<EntryForm> scan_entry_form(std::string_view entry) { return EntryScan{entry}.run(); }

Result<EntryForm> read_entry_form(std::string_view entry)
{
    if (auto form = scan_entry_form(entry))
        return *std::move(form);
    return explain_entry_form(entry);
}

}  // namespace micklegate::evidence
