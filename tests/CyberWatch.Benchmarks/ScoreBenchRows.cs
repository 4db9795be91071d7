using System.Data;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Benchmarks;

/// <summary>Rows of the benchmark of scores, and the peer's query over them.</summary>
internal static class ScoreBenchRows
{
    private const int AtATime = 2_000;
    private const int Seed = 20_261_126;
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    // design §6 as one query: weight of the severity by confidence and exploitation, half when accepted, 1/k in its rule
    private const string Risks = """
        select Finess, sum(own / place) from (
            select Finess, own, row_number() over (partition by Finess, RuleId order by own desc) as place from (
                select Finess, RuleId,
                    case Severity when 4 then 40.0 when 3 then 15.0 when 2 then 5.0 when 1 then 1.0 else 0.0 end
                    * case Confidence when 1 then 0.5 else 1.0 end
                    * case when ExploitedBy is null then 1.0 else 1.5 end
                    * case State when 3 then 0.5 else 1.0 end as own
                from Alerts where State in (1, 2, 3)))
        group by Finess
        """;

    public static async Task FillAsync(BenchRegistry registries, int establishments, int alertsEach)
    {
        await using (var registry = registries.CreateDbContext())
            await registry.Database.MigrateAsync();
        var random = new Random(Seed);
        foreach (var numbers in Enumerable.Range(1, establishments).Chunk(AtATime))
        {
            await using var registry = registries.CreateDbContext();
            registry.ChangeTracker.AutoDetectChangesEnabled = false;
            foreach (var finess in numbers.Select(number => $"99{number:0000000}"))
            {
                registry.AddRange(Site(finess), Domain(finess), FullScan(finess));
                registry.AddRange(Enumerable.Range(0, alertsEach).Select(_ => Alert(finess, random)));
            }
            await registry.SaveChangesAsync();
        }
    }

    public static async Task<Dictionary<string, double>> RisksAsync(BenchRegistry registries)
    {
        await using var registry = registries.CreateDbContext();
        var connection = registry.Database.GetDbConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Risks;
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess);
        var risks = new Dictionary<string, double>();
        while (await reader.ReadAsync())
            risks[reader.GetString(0)] = reader.GetDouble(1);
        return risks;
    }

    private static Establishment Site(string finess) =>
        new()
        {
            Finess = finess,
            Name = $"Établissement {finess}",
            Category = "355",
            RegionCode = "32",
            InService = true,
        };

    private static PerimeterEntry Domain(string finess) =>
        new()
        {
            Finess = finess,
            Kind = PerimeterKind.Domain,
            Value = $"e{finess}.example",
            Source = "perimeter.csv line 2",
        };

    private static Scan FullScan(string finess) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Finess = finess,
            Kind = ScanKind.Full,
            Slot = $"{finess}|full|2026-11-26",
            State = ScanState.Done,
            DueAt = Now,
            EndedAt = Now,
        };

    private static Alert Alert(string finess, Random random) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Finess = finess,
            RuleId = $"bench.rule-{random.Next(6)}",
            AssetKey = $"zone:e{finess}.example",
            Severity = (Severity)random.Next(5),
            // every state but resolved: a false positive now and then, which does not count
            State = random.Next(20) == 0 ? AlertState.FalsePositive : (AlertState)random.Next(1, 4),
            Confidence = (Confidence)random.Next(2),
            ExploitedBy = random.Next(10) == 0 ? "cisa-kev" : null,
            TitleFr = "Titre",
            TitleEn = "Title",
            FirstSeen = Now,
            LastSeen = Now,
            OpenedAt = Now,
        };
}
