using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Commands;

public sealed class ScansCommandTests : IDisposable
{
    private static readonly DateTimeOffset Due = new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);
    private readonly Cli _cli = new();

    [Fact]
    public async Task People_get_the_newest_and_are_told_how_many_there_are_and_a_script_gets_every_one()
    {
        await FillAsync(1_203);

        var table = await _cli.RunAsync("scans", "list");
        var objects = await _cli.RunAsync("scans", "list", "--json");

        Assert.Contains("500 of 1203 scans; --json gives all of them.", table.Error, StringComparison.Ordinal);
        Assert.Equal(500, table.Lines.Count(line => line.Contains("990000001", StringComparison.Ordinal)));
        Assert.Equal(1_203, objects.Lines.Distinct().Count());
    }

    [Fact]
    public async Task Those_that_fit_are_counted()
    {
        await FillAsync(1);

        Assert.Contains("1 scan.", (await _cli.RunAsync("scans", "list")).Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private async Task FillAsync(int count)
    {
        await _cli.BeginAsync();
        await using var registry = _cli.OpenRegistry();
        registry.Establishments.Add(TemporaryData.Hospital());
        registry.Scans.AddRange(
            Enumerable
                .Range(0, count)
                .Select(number => new Scan
                {
                    Id = Guid.NewGuid(),
                    Finess = "990000001",
                    Slot = $"slot-{number}",
                    Kind = ScanKind.Light,
                    State = ScanState.Done,
                    DueAt = Due.AddDays(-number),
                })
        );
        await registry.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
