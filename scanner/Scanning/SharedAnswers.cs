using System.Security.Cryptography;
using System.Text;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Scanning;

/// <summary>
/// What addresses outside all ranges answered in this window, as one scan may use it. Who asked for a scan, or waits for a second look, wants to
/// know how it is now: his scan asks, and its answers serve the others.
/// </summary>
internal sealed class SharedAnswers(
    ScanPlan plan,
    IScopeGuard guard,
    IDbContextFactory<RegistryContext> registry,
    DateTimeOffset since
)
{
    private readonly string _perimeter = MarkOf(plan.Perimeter);

    /// <summary>Null where it has to be asked.</summary>
    public async Task<Finding?> FindAsync(string probe, Asset asset, CancellationToken cancellationToken)
    {
        // what this establishment's mandate does not allow is not answered from what another one's allowed
        if (!plan.IsPlanned || KeyOf(probe, asset) is not { } key || guard.Ask(QuestionOf(asset)!) is Clearance.Denied)
            return null;

        await using var context = await registry.CreateDbContextAsync(cancellationToken);
        var row = await context
            .SharedAnswers.AsNoTracking()
            .FirstOrDefaultAsync(one => one.Key == key && one.At >= since, cancellationToken);
        return row is null ? null : FindingJson.Read(row.Finding);
    }

    /// <summary>The row for others; null where nobody answered, since silence is no answer.</summary>
    public SharedAnswer? RowOf(Finding finding) =>
        finding.Answer is ProbeAnswer.Facts or ProbeAnswer.NoAnswer { Why: Silence.Refused }
        && KeyOf(finding.Probe, finding.Asset) is { } key
            ? new SharedAnswer
            {
                Key = key,
                At = finding.At,
                Finding = FindingJson.Write(finding),
            }
            : null;

    /// <summary>Writes rows in the transaction of the findings, and forgets what is too old to serve.</summary>
    public static async Task WriteAsync(
        RegistryContext context,
        IReadOnlyList<SharedAnswer> rows,
        CancellationToken cancellationToken
    )
    {
        if (rows.Count == 0)
            return;
        var old = rows.Max(row => row.At) - ScanningOptions.LongestShared;
        await context.SharedAnswers.Where(row => row.At < old).ExecuteDeleteAsync(cancellationToken);
        var keys = rows.Select(row => row.Key).ToList();
        var known = await context
            .SharedAnswers.Where(row => keys.Contains(row.Key))
            .ToDictionaryAsync(row => row.Key, cancellationToken);
        foreach (var row in rows)
        {
            if (!known.TryGetValue(row.Key, out var there))
                context.SharedAnswers.Add(row);
            else if (there.At < row.At)
                (there.At, there.Finding) = (row.At, row.Finding);
        }
    }

    private string? KeyOf(string probe, Asset asset) =>
        (probe, asset) switch
        {
            ("tls", Asset.Service) => $"{probe}|{asset.Key}",
            // redirects are followed inside the perimeter only
            ("http", Asset.Site) => $"{probe}|{asset.Key}|{_perimeter}",
            _ => null,
        };

    private static Question? QuestionOf(Asset asset) =>
        asset switch
        {
            Asset.Service service => new(service.Address, service.Port, service.Transport, Purpose.Tls, service.Name),
            Asset.Site site => new(site.Address, site.Port ?? 443, Transport.Tcp, Purpose.Http, site.Name),
            _ => null,
        };

    private static string MarkOf(Perimeter perimeter)
    {
        var lines = perimeter
            .Lines.Where(line => line is not PerimeterLine.Quiet)
            .Select(line => $"{line.Kind} {line.Value}")
            .Distinct()
            .Order(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))), 0, 8);
    }
}
