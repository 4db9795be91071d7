using CyberWatch.Infra.Registry.Entities;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>Everything that must not be lost: establishments, mandates, users, scans, alerts and their trail, the outbox.</summary>
public class RegistryContext(DbContextOptions<RegistryContext> options)
    : IdentityUserContext<User, Guid>(options),
        IDataProtectionKeyContext
{
    public DbSet<Establishment> Establishments => Set<Establishment>();
    public DbSet<Group> Groups => Set<Group>();
    public DbSet<GroupMember> GroupMembers => Set<GroupMember>();
    public DbSet<RegisterImport> RegisterImports => Set<RegisterImport>();
    public DbSet<PerimeterEntry> Perimeter => Set<PerimeterEntry>();
    public DbSet<Mandate> Mandates => Set<Mandate>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<UserEstablishment> UserEstablishments => Set<UserEstablishment>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Scan> Scans => Set<Scan>();
    public DbSet<Alert> Alerts => Set<Alert>();
    public DbSet<AlertEvent> AlertEvents => Set<AlertEvent>();
    public DbSet<AlertVerdict> AlertVerdicts => Set<AlertVerdict>();
    public DbSet<KnownAsset> KnownAssets => Set<KnownAsset>();
    public DbSet<OutboxFinding> Outbox => Set<OutboxFinding>();
    public DbSet<IndexState> IndexStates => Set<IndexState>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<Worker> Workers => Set<Worker>();
    public DbSet<Lease> Leases => Set<Lease>();
    public DbSet<RateSlice> RateSlices => Set<RateSlice>();
    public DbSet<SharedAnswer> SharedAnswers => Set<SharedAnswer>();
    public DbSet<AssetAnswer> AssetAnswers => Set<AssetAnswer>();
    public DbSet<StandingDay> Standings => Set<StandingDay>();
    public DbSet<CurrentStanding> CurrentStandings => Set<CurrentStanding>();
    public DbSet<FeedEntry> FeedEntries => Set<FeedEntry>();
    public DbSet<FeedImport> FeedImports => Set<FeedImport>();
    public DbSet<Edition> Editions => Set<Edition>();
    public DbSet<Letter> Letters => Set<Letter>();
    public DbSet<MailRefusal> MailRefusals => Set<MailRefusal>();
    public DbSet<MailState> MailStates => Set<MailState>();
    public DbSet<Move> Moves => Set<Move>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        RegistryProvider.ConfigureConventions(Database.ProviderName, configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(RegistryContext).Assembly);
    }
}
