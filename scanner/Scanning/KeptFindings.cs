using System.Net;
using System.Text.Json;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Scanning;

/// <summary>
/// What a scan has kept already, before the worker that ran it died: read from its documents in the outbox, so that nothing is asked or
/// counted twice, and the names in certificates are not lost.
/// </summary>
internal sealed class KeptFindings
{
    private readonly HashSet<Asset> _assets = [];
    private readonly HashSet<IPAddress> _addresses = [];
    private readonly HashSet<string> _names = [];

    public List<string> CertificateNames { get; } = [];

    public bool Has(Asset asset) => _assets.Contains(asset);

    public bool Has(IPAddress address) => _addresses.Contains(address);

    /// <summary>Something at an address was asked for this name.</summary>
    public bool Has(string name) => _names.Contains(name);

    public static async Task<KeptFindings> ReadAsync(RegistryContext context, Scan scan, CancellationToken cancellationToken)
    {
        var kept = new KeptFindings();
        if (scan.Answered + scan.Silent + scan.NotAllowed == 0)
            return kept;

        var mark = $"\"scan_id\":\"{scan.Id}\"";
        var documents = context
            .Outbox.AsNoTracking()
            .Where(row => row.Finess == scan.Finess && row.CreatedAt >= scan.StartedAt && row.Document.Contains(mark))
            .Select(row => row.Document);
        await foreach (var document in documents.AsAsyncEnumerable().WithCancellation(cancellationToken))
            kept.Add(document);
        return kept;
    }

    private void Add(string document)
    {
        using var json = JsonDocument.Parse(document);
        var ours = json.RootElement.GetProperty("cyberwatch");
        var asset = Asset.Parse(ours.GetProperty("asset").GetString()!);
        _assets.Add(asset);
        if (asset.AddressOf() is { } address)
        {
            _addresses.Add(address);
            if (asset.NameOf() is { } name)
                _names.Add(name);
        }
        if (ours.GetProperty("facts").TryGetProperty("san", out var san) && san.ValueKind == JsonValueKind.Array)
        {
            CertificateNames.AddRange(
                san.EnumerateArray().Select(item => Scanning.CertificateNames.Name(item.GetString())).OfType<string>()
            );
        }
    }
}

/// <summary>Names in the certificates that were shown.</summary>
internal static class CertificateNames
{
    private const string Mark = "DNS:";

    public static IEnumerable<string> Of(Finding finding) =>
        finding.Answer is ProbeAnswer.Facts facts && facts.Values.GetValueOrDefault("san") is IReadOnlyList<string> names
            ? names.Select(Name).OfType<string>()
            : [];

    public static string? Name(string? entry) =>
        entry is not null && entry.StartsWith(Mark, StringComparison.Ordinal) ? entry[Mark.Length..] : null;
}
