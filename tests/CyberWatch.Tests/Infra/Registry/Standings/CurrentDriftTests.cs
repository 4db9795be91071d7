using System.Text.Json;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Registry.Standings;

/// <summary>Whatever happens in whatever order: each narrow row says what the tables say. Counted here row by row, without a query of ours.</summary>
public sealed class CurrentDriftTests : RegistryTest
{
    [Fact]
    public async Task Rows_say_what_the_tables_say_after_each_deed()
    {
        await using var sector = new SectorAtRandom(Data);
        await sector.FoundAsync();
        var random = new Random(20261127);
        var done = new HashSet<string>();

        for (var turn = 0; turn < 90; turn++)
        {
            sector.Pass(random);
            var deed = await sector.HappenAsync(random.Next());
            done.Add(deed);
            await AssertInStepAsync($"{turn}: {deed}");
        }

        Assert.Equal(9, done.Count);
    }

    /// <summary>On a server they collide; on a file they wait for each other.</summary>
    [Fact]
    public async Task So_they_do_when_several_write_at_once()
    {
        await using var sector = new SectorAtRandom(Data);
        await sector.FoundAsync();
        var random = new Random(27);

        for (var turn = 0; turn < 10; turn++)
        {
            sector.Pass(random);
            int[] seeds = [random.Next(), random.Next(), random.Next(), random.Next()];
            var deeds = await Task.WhenAll(seeds.Select(seed => Task.Run(() => sector.HappenAsync(seed), Token)));
            await AssertInStepAsync($"{turn}: {string.Join(", ", deeds)}");
        }
    }

    private async Task AssertInStepAsync(string after)
    {
        await using var registry = Data.CreateDbContext();
        var rows = await registry.CurrentStandings.AsNoTracking().ToDictionaryAsync(row => row.Finess, Token);
        var followed = (await registry.Perimeter.Select(row => row.Finess).ToListAsync(Token))
            .Concat(await registry.Mandates.Select(row => row.Finess).ToListAsync(Token))
            .ToHashSet();
        var lines = await registry.Standings.AsNoTracking().ToListAsync(Token);
        var scans = await registry.Scans.AsNoTracking().ToListAsync(Token);
        var alerts = await registry.Alerts.AsNoTracking().ToListAsync(Token);
        foreach (var site in await registry.Establishments.AsNoTracking().ToListAsync(Token))
        {
            var row = rows.GetValueOrDefault(site.Finess) ?? new CurrentStanding { Finess = site.Finess };
            var expected = new List<string> { $"followed {followed.Contains(site.Finess)}" };
            expected.AddRange(Told(lines.Where(one => one.Finess == site.Finess).MaxBy(one => one.Day)));
            expected.AddRange(Told(scans.FindAll(one => one.Finess == site.Finess), row));
            expected.Add(Told(alerts.FindAll(one => one.Finess == site.Finess)));
            Assert.Equal([$"after {after}", .. expected], [$"after {after}", .. Told(row)]);
        }
    }

    private static IEnumerable<string> Told(CurrentStanding row) =>
        [
            $"followed {row.IsFollowed}",
            $"{row.Day:O} {row.Score} {row.Grade} {row.Provisional} {row.Assets} {row.Verified}",
            Gaps(row.Gaps),
            $"ended {row.ScanEndedAt:O}",
            $"{row.ScanStartedAt:O} {row.Answered} {row.Silent} {row.NotAllowed}",
            $"{row.Critical} {row.High} {row.Medium} {row.Low} {row.Info} of {row.Open}",
        ];

    private static IEnumerable<string> Told(StandingDay? line) =>
        [
            $"{line?.Day:O} {line?.Score} {line?.Grade} {line?.Provisional ?? false} {line?.Assets ?? 0} {line?.Verified ?? 0}",
            Gaps(line?.Gaps ?? "[]"),
        ];

    private static string Gaps(string json) =>
        string.Join(
            ' ',
            JsonDocument
                .Parse(json)
                .RootElement.EnumerateArray()
                .Select(gap => $"{gap.GetProperty("reason").GetString()}={gap.GetProperty("assets").GetInt32()}")
        );

    /// <summary>Of two that ended at the same instant either may be the last.</summary>
    private static IEnumerable<string> Told(List<Scan> scans, CurrentStanding row)
    {
        var looks = scans.FindAll(scan => scan.EndedAt is not null && scan.Kind != ScanKind.Recheck);
        var ended = looks.Max(scan => scan.EndedAt);
        var last = looks.FindAll(scan => scan.EndedAt == ended).OrderBy(scan => scan.Id == row.ScanId ? 0 : 1).FirstOrDefault();
        return
        [
            $"ended {scans.Max(scan => scan.EndedAt):O}",
            $"{last?.StartedAt:O} {last?.Answered} {last?.Silent ?? 0} {last?.NotAllowed ?? 0}",
        ];
    }

    private static string Told(List<Alert> alerts)
    {
        var waiting = alerts.FindAll(alert => alert.State is AlertState.Open or AlertState.Acknowledged);
        Severity[] ranks = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low, Severity.Info];
        var counts = ranks.Select(rank => waiting.Count(alert => alert.Severity == rank));
        return $"{string.Join(' ', counts)} of {waiting.Count}";
    }
}
