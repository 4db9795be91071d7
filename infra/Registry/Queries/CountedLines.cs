using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>What is counted of a line.</summary>
internal sealed class CountedLine
{
    public string? Category { get; init; }
    public string? RegionCode { get; init; }
    public DateOnly Day { get; init; }
    public int? Score { get; init; }
    public Grade? Grade { get; init; }
    public bool Provisional { get; init; }
    public int Assets { get; init; }
    public int Verified { get; init; }
    public string Gaps { get; init; } = "[]";
}

internal static class LatestCountedLines
{
    /// <summary>Of each establishment the last line up to a day: out of the narrow rows of now, where nothing newer was kept.</summary>
    public static IQueryable<CountedLine> CountedLines(
        this RegistryContext registry,
        IQueryable<Establishment> establishments,
        DateOnly until
    ) =>
        establishments
            .Where(site => site.Now!.Day <= until)
            .Select(site => new CountedLine
            {
                Category = site.Category ?? site.CategoryLabel,
                RegionCode = site.RegionCode,
                Day = site.Now!.Day!.Value,
                Score = site.Now.Score,
                Grade = site.Now.Grade,
                Provisional = site.Now.Provisional,
                Assets = site.Now.Assets,
                Verified = site.Now.Verified,
                Gaps = site.Now.Gaps,
            })
            .Concat(
                registry
                    .LatestStandings(establishments.Where(site => site.Now!.Day > until), until)
                    .Join(
                        registry.Establishments,
                        line => line.Finess,
                        site => site.Finess,
                        (line, site) =>
                            new CountedLine
                            {
                                Category = site.Category ?? site.CategoryLabel,
                                RegionCode = site.RegionCode,
                                Day = line.Day,
                                Score = line.Score,
                                Grade = line.Grade,
                                Provisional = line.Provisional,
                                Assets = line.Assets,
                                Verified = line.Verified,
                                Gaps = line.Gaps,
                            }
                    )
            );
}
