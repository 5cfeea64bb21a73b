#include "gateway/serve/setup_keeper.hpp"

#include "gateway/site/register_files.hpp"
#include "gateway/site/registry.hpp"

namespace micklegate::serve {

SetupKeeper::SetupKeeper(site::Site site, Clock const& clock)
    : site_{std::move(site)},
      agencies_{site_.agencies(), clock},
      registers_{site_.registers(), clock},
      revocations_{site_.authority() / "ca.crl", clock}
{
}

Result<std::unique_ptr<SetupKeeper>> SetupKeeper::open(site::Site site, Clock const& clock, Policy policy)
{
    std::unique_ptr<SetupKeeper> keeper{new SetupKeeper{std::move(site), clock}};
    auto registers = site::load_registers(keeper->site_.registers());
    if (!registers)
        return registers.error();
    auto agencies = keeper->read_agencies();
    if (!agencies)
        return agencies.error();
    keeper->setup_ = {std::move(policy), *std::move(agencies), *std::move(registers)};
    return keeper;
}

Result<AgenciesSnapshot> SetupKeeper::read_agencies() const
{
    auto agencies = site::load_agencies(site_.agencies());
    if (!agencies)
        return agencies.error();
    auto const desk = agencies->find(AgencyId{site_.settings.desk});
    if (desk == agencies->end())
        return problem(ProblemCode::kConfiguration,
                       "The duty desk " + site_.settings.desk + " is not an agency of this site.",
                       "Enrol it: micklegate agency enrol " + site_.root.string() + " " + site_.settings.desk +
                           " --kind duty_desk --name NAME");
    // Held messages go there whole, so an agency that only received a slip of the pen must not get them.
    if (desk->second.kind != "duty_desk")
        return problem(ProblemCode::kConfiguration,
                       "desk.agency names " + site_.settings.desk + ", which is no duty desk.",
                       "Name an agency of the kind duty_desk in micklegate.toml.");
    return std::make_shared<Agencies const>(*std::move(agencies));
}

road::Setup SetupKeeper::current() const
{
    std::lock_guard const lock{mutex_};
    return setup_;
}

void SetupKeeper::decide_under(Policy policy)
{
    std::lock_guard const lock{mutex_};
    setup_.policy = std::move(policy);
}

SetupKeeper::Change SetupKeeper::poll(TakeOver const& take_over_revocations)
{
    Change change;
    auto const attempt = [&change](WatchedFile& watched, TakeOver const& take_over) {
        if (auto const taken = watched.poll(take_over); !taken)
            change.pending.push_back(taken.error());
    };
    // Each by itself: a register that is not sound must not keep a suspended agency in.
    attempt(agencies_, [&] { return take_over_agencies(change); });
    attempt(revocations_, take_over_revocations);
    attempt(registers_, [&] { return take_over_registers(change); });
    return change;
}

/// Texts that were read and are not sound stay refused until they change.
Result<void> SetupKeeper::take_over_registers(Change& change)
{
    auto const texts = site::read_register_texts(registers_.path());
    if (!texts)
        return texts.error();
    auto registers = site::parse_registers(*texts);
    if (!registers) {
        change.unsound.push_back(registers.error());
        return {};
    }
    std::lock_guard const lock{mutex_};
    setup_.registers = *std::move(registers);
    return {};
}

Result<void> SetupKeeper::take_over_agencies(Change& change)
{
    auto sound = site::load_sound_agencies(agencies_.path());
    if (!sound)
        return sound.error();
    AgenciesSnapshot const before = current().agencies;
    // The duty desk stays as it was: without it nothing could be held. So does whoever could not be read just now.
    sound->agencies.insert(*before->find(AgencyId{site_.settings.desk}));
    for (auto const& unread : sound->unread)
        if (auto const was = before->find(unread.id); was != before->end())
            sound->agencies.insert(*was);
    for (auto const& [id, agency] : *before)
        if (auto const now = sound->agencies.find(id); now == sound->agencies.end() || now->second.suspended)
            change.ended.push_back(id);
    change.unsound.insert(change.unsound.end(), sound->unsound.begin(), sound->unsound.end());
    {
        std::lock_guard const lock{mutex_};
        setup_.agencies = std::make_shared<Agencies const>(std::move(sound->agencies));
    }
    return sound->unread.empty() ? Result<void>{} : sound->unread.front().why;
}

}  // namespace micklegate::serve
