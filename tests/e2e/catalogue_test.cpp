// Every example of every message type passes a running gateway from an allowed sender to an allowed recipient, and is
// refused from every other kind of agency. The gateway's clock stands still, so that the examples' dates stay true.
#include "gateway/agency/submission.hpp"
#include "gateway/json/canonical_json.hpp"
#include "gateway/model/agency_kinds.hpp"
#include "gateway/serve/gateway.hpp"
#include "gateway/site/membership.hpp"
#include "gateway/site/policy_folder.hpp"
#include "tests/e2e/site_test.hpp"

namespace micklegate::e2e {
namespace {

using policy::RuleRef;
using recognise::MessageSpec;

std::string const kCollege = "school.901234";
Moment const kNow = parse_rfc3339("2026-11-23T12:00:00Z").value();

class CatalogueTest : public SiteTest {
protected:
    void SetUp() override
    {
        SiteTest::SetUp();
        settings_.emplace(site::open_site(site()).value());
        settings_->settings.port = 0;
        settings_->settings.local_port = 0;
        settings_->settings.limits.messages_per_agency_burst = 1'000'000;
        settings_->settings.limits.refusals_per_agency_burst = 1'000'000;
        make_a_college();
        for (std::string_view const kind : kAgencyKinds)
            enrol(std::string{kind});
        policy_.emplace(site::load_policy_folder(site() / "policies").value());
        served_ = serve::Gateway::open(
                      *settings_, [](receive::Severity, std::string const&) {}, [] { return kNow; })
                      .value();
        ASSERT_TRUE(served_->start());
    }

    void TearDown() override
    {
        sessions_.clear();
        if (served_)
            served_->stop();
    }

    /// One agency of each kind; for a school the one the examples are about, for a college another of the register.
    static std::string agency_of(std::string const& kind)
    {
        if (kind == "school")
            return kSchool;
        if (kind == "college")
            return kCollege;
        std::string id = kind == "la_childrens" ? "la.816" : kind + ".sample";
        std::ranges::replace(id, '_', '-');
        return id;
    }

    /// The demonstration has schools only.
    void make_a_college() const
    {
        fs::path const file = settings_->agencies() / (kCollege + ".json");
        object registration = json_of(bytes_of(file));
        registration["kind"] = "college";
        write(file, json::canonical(registration) + "\n");
    }

    void enrol(std::string const& kind)
    {
        AgencyId const id{agency_of(kind)};
        if (!fs::exists(identity(id.get()))) {
            ASSERT_TRUE(site::enrol(*settings_, {id, kind, kind}, identity(id.get()), system_now())) << kind;
        }
    }

    agency::GatewaySession& session_of(std::string const& kind)
    {
        auto found = sessions_.find(kind);
        if (found == sessions_.end()) {
            auto const url = "https://127.0.0.1:" + std::to_string(served_->port());
            auto session = agency::GatewaySession::open(identity(agency_of(kind)), endpoint_of(url).value());
            found = sessions_.emplace(kind, std::move(session).value()).first;
        }
        return found->second;
    }

    object event(MessageSpec const& spec, object data, std::string const& from, std::string const& to,
                 std::string const& purpose)
    {
        object made{{"specversion", "1.0"},
                    {"id", "e" + std::to_string(++events_)},
                    {"source", agency_of(from)},
                    {"type", spec.type.get()},
                    {"data", std::move(data)}};
        if (!purpose.empty())
            made["purpose"] = purpose;
        if (spec.recipient.by == recognise::RecipientRule::By::kSender)
            made["recipient"] = agency_of(to);
        return made;
    }

    /// One message that was tried, and what became of it.
    struct Tried {
        MessageSpec const* spec = nullptr;
        std::size_t example = 0;
        std::string from;
        std::string to;
        std::string purpose;
        std::string outcome{};
        std::string code{};
        std::string why{};
    };

    /// What the message can follow: an answer anything between the two agencies, any other only what its sender sent.
    std::string earlier_for(Tried const& tried) const
    {
        std::string const from = agency_of(tried.from);
        std::string const to = agency_of(tried.to);
        auto found = passed_.find({from, to});
        if (found == passed_.end() && tried.spec->effect == recognise::Effect::kAnswers)
            found = passed_.find({to, from});
        return found == passed_.end() ? std::string{} : found->second;
    }

    object data_of(Tried const& tried)
    {
        object data = json::array_at(tried.spec->schema, "examples").at(tried.example).as_object();
        std::string const& follows = tried.spec->follows_field;
        if (std::string const earlier = earlier_for(tried); !follows.empty() && !earlier.empty())
            data[follows] = earlier;
        if (tried.spec->recipient.by == recognise::RecipientRule::By::kSchool && tried.to == "college")
            name_the_college(data, tried.spec->recipient);
        return data;
    }

    static void name_the_college(object& data, recognise::RecipientRule const& rule)
    {
        data.erase(rule.name_field);
        data.erase(rule.postcode_field);
        data[rule.urn_field] = kCollege.substr(kCollege.find('.') + 1);
    }

    void submit(std::vector<Tried>& all)
    {
        std::map<std::string, std::vector<Tried*>> by_sender;
        for (Tried& tried : all)
            by_sender[tried.from].push_back(&tried);
        for (auto const& [from, tries] : by_sender) {
            std::vector<std::string> events;
            for (Tried* const tried : tries)
                events.push_back(
                    boost::json::serialize(event(*tried->spec, data_of(*tried), from, tried->to, tried->purpose)));
            auto const sent = agency::submit_all(session_of(from), events, [](std::size_t) {});
            ASSERT_EQ(sent.results.size(), events.size()) << (sent.stopped ? one_line(*sent.stopped) : "");
            for (std::size_t i = 0; i < tries.size(); ++i)
                note(*tries[i], sent.results[i]);
        }
    }

    void note(Tried& tried, object const& result)
    {
        tried.outcome = json::text_at(result, "outcome");
        tried.code = json::text_at(result, "code");
        tried.why = boost::json::serialize(result);
        if (tried.outcome == "accepted")
            passed_[{agency_of(tried.from), json::text_at(result, "recipient")}] = json::text_at(result, "message");
    }

    /// Every example from each kind to each kind that a rule names, the replies and corrections last: they follow a
    /// message that passed before.
    std::vector<Tried> allowed_tries() const
    {
        std::vector<Tried> all;
        for (bool const follows : {false, true})
            for (auto const& [type, spec] : policy_->catalogue)
                if (spec.follows_field.empty() != follows)
                    for (RuleRef const& ref : policy_->index.of_type(type))
                        add_ends(all, spec, *ref.rule);
        return all;
    }

    static void add_ends(std::vector<Tried>& all, MessageSpec const& spec, policy::Rule const& rule)
    {
        for (std::string const& from : rule.from)
            for (std::string const& to : rule.to)
                for (std::size_t i = 0; i < json::array_at(spec.schema, "examples").size(); ++i)
                    all.push_back({&spec, i, from, to, rule.purpose});
    }

    std::optional<site::Site> settings_;
    std::optional<policy::PolicySet> policy_;
    std::unique_ptr<serve::Gateway> served_;
    std::map<std::string, agency::GatewaySession> sessions_;
    std::map<std::pair<std::string, std::string>, std::string> passed_;  ///< a message, by sender and recipient
    std::size_t events_ = 0;
};

/// What of the catalogue no accepted message has shown.
class Unshown {
public:
    explicit Unshown(recognise::Catalogue const& catalogue)
    {
        for (auto const& [type, spec] : catalogue) {
            for (std::size_t i = 0; i < json::array_at(spec.schema, "examples").size(); ++i)
                left_.insert(type.get() + ", example " + std::to_string(i));
            for (std::string const& kind : spec.senders)
                left_.insert(type.get() + " from " + kind);
            for (std::string const& kind : spec.recipients)
                left_.insert(type.get() + " to " + kind);
        }
    }

    void show(std::string const& type, std::size_t example, std::string const& from, std::string const& to)
    {
        for (std::string const& what :
             {type + ", example " + std::to_string(example), type + " from " + from, type + " to " + to})
            left_.erase(what);
    }

    [[nodiscard]] std::set<std::string> const& left() const { return left_; }

private:
    std::set<std::string> left_;
};

TEST_F(CatalogueTest, EachExamplePassesFromAnAllowedSenderToAnAllowedRecipient)
{
    Unshown unshown{policy_->catalogue};
    std::map<std::string, std::string> last_answer;
    // Twice: a reply in one direction may follow what only the other direction has sent.
    for (int round = 0; round < 2; ++round) {
        std::vector<Tried> all = allowed_tries();
        submit(all);
        for (Tried const& tried : all) {
            if (tried.outcome == "accepted")
                unshown.show(tried.spec->type.get(), tried.example, tried.from, tried.to);
            else
                last_answer[tried.spec->type.get()] = tried.why;
            EXPECT_NE(tried.outcome, "held") << tried.spec->type.get() << " from " << tried.from << ": " << tried.why;
        }
    }

    for (std::string const& what : unshown.left())
        ADD_FAILURE() << what << " was never accepted; " << last_answer[what.substr(0, what.find_first_of(", "))];
}

TEST_F(CatalogueTest, EachExampleIsRefusedFromAndToEveryOtherKindOfAgency)
{
    std::vector<Tried> all;
    for (auto const& entry : policy_->catalogue) {
        MessageSpec const& spec = entry.second;
        bool const routed = spec.recipient.by != recognise::RecipientRule::By::kSender;
        for (std::size_t i = 0; i < json::array_at(spec.schema, "examples").size(); ++i) {
            for (std::string_view const kind : kAgencyKinds) {
                if (!spec.senders.contains(std::string{kind}))
                    all.push_back({&spec, i, std::string{kind}, *spec.recipients.begin(), {}});
                if (!routed && !spec.recipients.contains(std::string{kind}))
                    all.push_back({&spec, i, *spec.senders.begin(), std::string{kind}, {}});
            }
        }
    }

    submit(all);

    for (Tried const& tried : all) {
        EXPECT_EQ(tried.outcome, "refused") << tried.spec->type.get() << " from " << tried.from << " to " << tried.to;
        bool const follows = !tried.spec->follows_field.empty();
        EXPECT_EQ(tried.code, follows ? "unknown_original" : "not_allowed") << tried.why;
    }
}

}  // namespace
}  // namespace micklegate::e2e
