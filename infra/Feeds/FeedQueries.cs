using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Feeds;

/// <summary>A catalogue as it was read last.</summary>
/// <param name="Feed">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Listed">How many vulnerabilities it lists now.</param>
/// <param name="Withdrawn">How many it listed once.</param>
/// <param name="ReleasedAt">When its publisher released it.</param>
/// <param name="ImportedAt">When it was read.</param>
/// <param name="File">From which file.</param>
/// <param name="Alerts">How many alerts that are not resolved are exploited by its word.</param>
public sealed record FeedRow(
    string Feed,
    string Name,
    int Listed,
    int Withdrawn,
    DateTimeOffset ReleasedAt,
    DateTimeOffset ImportedAt,
    string File,
    int Alerts
);

/// <summary>Which catalogues there are. They are public, and the count of alerts is for the operator's command line: no scope is asked.</summary>
public sealed class FeedQueries(IDbContextFactory<RegistryContext> registries)
{
    public async Task<IReadOnlyList<FeedRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var imports = await registry.FeedImports.AsNoTracking().ToListAsync(cancellationToken);
        List<FeedRow> rows = [];
        foreach (var last in imports.GroupBy(row => row.Feed).Select(group => group.MaxBy(row => row.Id)!))
        {
            var name = FeedNames.Of(last.Feed);
            var entries = registry.FeedEntries.Where(row => row.Feed == last.Feed);
            rows.Add(
                new FeedRow(
                    last.Feed,
                    name,
                    await entries.CountAsync(row => row.WithdrawnOn == null, cancellationToken),
                    await entries.CountAsync(row => row.WithdrawnOn != null, cancellationToken),
                    last.ReleasedAt,
                    last.ImportedAt,
                    last.File,
                    await registry.Alerts.CountAsync(
                        row => row.ExploitedBy == name && row.State != AlertState.Resolved,
                        cancellationToken
                    )
                )
            );
        }

        return rows;
    }
}
