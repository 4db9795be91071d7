using System.Net;
using System.Net.Sockets;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Scanning;

/// <summary>A question that an alert waits for: the probe, and the asset.</summary>
internal sealed record Owed(string Probe, Asset Asset);

/// <summary>What a scan starts from.</summary>
/// <param name="Scan">The row, as it was claimed.</param>
/// <param name="Perimeter">Perimeter and mandates, as they are at the start.</param>
/// <param name="Known">Assets that were seen before.</param>
/// <param name="Owed">What must be asked so that alerts get their proofs; in a recheck, all that is asked.</param>
internal sealed record ScanPlan(Scan Scan, Perimeter Perimeter, IReadOnlyList<Asset> Known, IReadOnlyList<Owed> Owed)
{
    public bool IsFull => Scan.Kind == ScanKind.Full;
    public bool IsRecheck => Scan.Kind == ScanKind.Recheck;

    /// <summary>By the clock: nobody waits for it.</summary>
    public bool IsPlanned => !IsRecheck && !ScanOrder.IsOnRequest(Scan.Slot);

    /// <summary>What was seen lately and must not be lost sight of: a site or a handshake for a name, asked again even where nothing leads there any more.</summary>
    public IReadOnlyList<Owed> SeenLately { get; init; } = [];

    public IReadOnlyList<string> Domains => [.. Perimeter.Domains.Where(Perimeter.Covers).Distinct()];

    /// <summary>Names that are asked for again.</summary>
    public IReadOnlyList<string> KnownNames =>
        [
            .. (IsRecheck ? Owed.Select(owed => owed.Asset) : Known.Concat(Owed.Select(owed => owed.Asset)))
                .Where(asset => asset is not Asset.Zone)
                .Select(asset => asset.NameOf())
                .OfType<string>()
                .Where(Perimeter.Covers)
                .Distinct(),
        ];

    /// <summary>Why there is nothing to look at; null when there is.</summary>
    public Remark? WhyNothing()
    {
        if (!Perimeter.Domains.Any() && !Perimeter.Ranges.Any())
            return new Remark.NothingDeclared();
        return Domains.Count == 0 && !Perimeter.Ranges.Any(IsPartlyOpen) ? new Remark.AllExcluded() : null;
    }

    /// <summary>Every address of the declared v4 ranges that is not excluded; v6 ranges are scope and never enumerated.</summary>
    public IEnumerable<IPAddress> Enumerated() =>
        Perimeter
            .Ranges.Where(range => range.BaseAddress.AddressFamily == AddressFamily.InterNetwork)
            .SelectMany(AddressesOf)
            .Distinct()
            .Where(address => Perimeter.ExclusionOf(address) is null);

    public static async Task<ScanPlan> MakeAsync(
        RegistryContext context,
        Scan scan,
        Perimeter perimeter,
        RuleSet rules,
        CancellationToken cancellationToken
    )
    {
        var known = await context
            .KnownAssets.Where(row => row.Finess == scan.Finess)
            .Select(row => new { row.Key, row.LastSeen })
            .ToListAsync(cancellationToken);
        var since = (scan.StartedAt ?? scan.DueAt) - PerimeterCoverage.SeenWithin;
        var alerts = await context
            .Alerts.AsNoTracking()
            .Where(alert => alert.Finess == scan.Finess && alert.State != AlertState.Resolved)
            .ToListAsync(cancellationToken);
        var owed = alerts
            .Where(alert => scan.Kind != ScanKind.Recheck || AlertStandings.Of(alert).WaitsForSecondLook)
            .Select(alert => (Rule: rules.Find(alert.RuleId), Alert: alert))
            .Where(one => one.Rule is not null)
            .SelectMany(one => AlertHomes.Members(one.Alert).Select(key => new Owed(one.Rule!.Reads, Asset.Parse(key))));
        return new ScanPlan(scan, perimeter, [.. known.Select(row => Asset.Parse(row.Key))], [.. owed.Distinct()])
        {
            SeenLately =
            [
                .. known
                    .Where(row => scan.Kind != ScanKind.Recheck && row.LastSeen >= since)
                    .Select(row => ForName(Asset.Parse(row.Key)))
                    .OfType<Owed>(),
            ],
        };
    }

    private static Owed? ForName(Asset asset) =>
        asset.AddressOf() is not null && asset.OwnProbe() is { } probe ? new(probe, asset) : null;

    private bool IsPartlyOpen(IPNetwork range) =>
        range.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6
        || AddressesOf(range).Any(address => Perimeter.ExclusionOf(address) is null);

    private static IEnumerable<IPAddress> AddressesOf(IPNetwork range)
    {
        var first = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(range.BaseAddress.GetAddressBytes());
        for (uint i = 0; i < 1u << (32 - range.PrefixLength); i++)
        {
            var octets = new byte[4];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(octets, first + i);
            yield return new IPAddress(octets);
        }
    }
}
