using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Infra.Registry.Import;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Scanner.Commands;

public sealed class ScanCommandTests : IDisposable
{
    private const string Site = "990000001";
    private readonly Cli _cli = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_a_worker_was_faster_its_scan_is_waited_for_and_told()
    {
        await _cli.RegisterAsync(RegisterFile.Site(Site));
        await OthersAsync();

        var scanning = _cli.RunAsync("scan", Site, "--kind", "full");
        await Task.Delay(TimeSpan.FromSeconds(2), Token);
        Assert.False(scanning.IsCompleted);
        await EndAsync();
        var result = await scanning;

        Assert.Equal(0, result.Status);
        Assert.Contains("is being scanned by w1", result.Error, StringComparison.Ordinal);
        Assert.Contains("12", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_the_register_does_not_have_is_told_before_any_resolver_is_missed()
    {
        await _cli.RegisterAsync(RegisterFile.Site(Site));

        var result = await _cli.RunAsync("scan", "990000009", "--Scanner:Resolvers:0=203.0.113.53");

        Assert.Equal(2, result.Status);
        Assert.StartsWith("The register has no establishment 990000009", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Resolvers", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_kinds_as_they_are_written()
    {
        var result = await _cli.RunBareAsync("scan", "--help");

        Assert.Contains("light|full", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Light", result.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private async Task EndAsync()
    {
        await using var registry = _cli.OpenRegistry();
        await registry.Scans.ExecuteUpdateAsync(
            row => row.SetProperty(scan => scan.State, ScanState.Done).SetProperty(scan => scan.Answered, 12),
            Token
        );
    }

    /// <summary>The scan of the day, which a worker took.</summary>
    private async Task OthersAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var registry = _cli.OpenRegistry();
        var zone = (await registry.Establishments.SingleAsync(Token)).TimeZone;
        var scan = ScanOrder.OfDay(Site, ScanKind.Full, LocalDay.Of(now, zone), now).ToRow(now);
        (scan.State, scan.Owner, scan.Epoch) = (ScanState.Running, "w1", 1);
        var lease = new Lease
        {
            Key = LeaseKey.OfEstablishment(Site),
            Owner = "w1",
            ScanId = scan.Id,
            Epoch = 1,
            Until = now.AddMinutes(10),
        };
        registry.AddRange(scan, lease);
        await registry.SaveChangesAsync(Token);
    }
}
