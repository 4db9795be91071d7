using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Scanner.Jobs;
using CyberWatch.Tests.Scanner.Scanning;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Scanner.Jobs;

public sealed class DueScanWorkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_scan_begins_while_too_much_waits_for_the_index_and_all_begin_afterwards()
    {
        using var scans = new PlayedScans();
        await scans.MakeAsync();
        await FillAsync(scans, 10);
        await using var worker = scans.Worker(new KeyValuePair<string, string?>("Findings:MostWaiting", "10"));
        var order = ScanOrder.OnRequest(PlayedScans.Finess, ScanKind.Light, "one", scans.Clock.GetUtcNow());
        var scan = await worker.GetRequiredService<DueScans>().PlanAsync(order, Token);
        using var work = ActivatorUtilities.CreateInstance<DueScanWork>(worker);

        await work.StartAsync(Token);
        for (var look = 0; look < 5; look++)
            await LookAsync(scans, work);
        Assert.Equal(ScanState.Due, await StateAsync(scans, scan.Id));
        await DeliverAsync(scans);
        await Eventually.TrueAsync(async () =>
        {
            await LookAsync(scans, work);
            return await StateAsync(scans, scan.Id) is not (ScanState.Due or ScanState.Running);
        });
        await work.StopAsync(Token);
    }

    /// <summary>Lets it look once more; a worker that pauses stays ready.</summary>
    private static async Task LookAsync(PlayedScans scans, DueScanWork work)
    {
        var before = work.LastLook;
        await Eventually.TrueAsync(() =>
        {
            scans.Clock.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(work.LastLook > before);
        });
    }

    private static async Task<ScanState> StateAsync(PlayedScans scans, Guid id)
    {
        await using var context = scans.CreateDbContext();
        return await context.Scans.Where(row => row.Id == id).Select(row => row.State).FirstAsync(Token);
    }

    private static async Task FillAsync(PlayedScans scans, int rows)
    {
        await using var context = scans.CreateDbContext();
        for (var i = 0; i < rows; i++)
        {
            context.Outbox.Add(
                new OutboxFinding
                {
                    Finess = PlayedScans.Finess,
                    DocumentKey = $"k{i}",
                    Document = "{}",
                    CreatedAt = scans.Clock.GetUtcNow(),
                }
            );
        }
        await context.SaveChangesAsync(Token);
    }

    private static async Task DeliverAsync(PlayedScans scans)
    {
        var now = scans.Clock.GetUtcNow();
        await using var context = scans.CreateDbContext();
        await context.Outbox.ExecuteUpdateAsync(row => row.SetProperty(it => it.DeliveredAt, now), Token);
    }
}
