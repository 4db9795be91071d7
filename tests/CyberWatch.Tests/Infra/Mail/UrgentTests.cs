using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Mail;

/// <summary>A hospital with an RSSI, and critical alerts that open there on a Friday.</summary>
public abstract class UrgentTests : IAsyncLifetime
{
    /// <summary>As long as alerts that open together are waited for.</summary>
    protected static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);

    private protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 13, 6, 0, TimeSpan.Zero));
    private protected TemporaryData Data { get; private set; } = null!;
    private protected Posting Post { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Data = await TemporaryData.WithRegistryAsync();
        await Data.AddAsync(TemporaryData.Hospital(), LetterPlannerTests.Contact());
        Post = new Posting(Data, Clock);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Post.DisposeAsync();
        Data.Dispose();
    }

    private protected Task<int> PlanAsync() => Post.Get<UrgentNotices>().PlanAsync(Token);

    private protected async Task<Alert> OpenAsync(Action<Alert>? change = null, string finess = "990000001")
    {
        var alert = new Alert
        {
            Id = Guid.CreateVersion7(),
            Finess = finess,
            RuleId = "service.rdp-exposed",
            AssetKey = "tcp:203.0.113.24:3389",
            Severity = Severity.Critical,
            State = AlertState.Open,
            TitleFr = "Bureau à distance ouvert",
            TitleEn = "Remote desktop open",
            FirstSeen = Clock.GetUtcNow(),
            LastSeen = Clock.GetUtcNow(),
            OpenedAt = Clock.GetUtcNow() - Settled,
        };
        change?.Invoke(alert);
        await Data.AddAsync(alert);
        return alert;
    }

    private protected async Task ChangeAsync(Alert alert, Action<Alert> change)
    {
        await using var context = Data.CreateDbContext();
        change(await context.Alerts.SingleAsync(row => row.Id == alert.Id, Token));
        await context.SaveChangesAsync(Token);
    }

    private protected async Task<List<string>> NoticesAsync()
    {
        await using var context = Data.CreateDbContext();
        return await context.Editions.OrderBy(row => row.ComposedAt).Select(row => row.Alerts).ToListAsync(Token);
    }
}
