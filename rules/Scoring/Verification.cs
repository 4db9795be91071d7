using System.Net;
using CyberWatch.Rules.Model;

namespace CyberWatch.Rules.Scoring;

/// <summary>Says of one asset after another whether it is verified, and if not, why.</summary>
internal sealed class Verification(Perimeter perimeter, IReadOnlyCollection<AskedProbe> asked, DateTimeOffset now)
{
    private readonly DateTimeOffset _since = now - PerimeterCoverage.AnsweredWithin;
    private readonly ILookup<string, AskedProbe> _byAsset = asked.ToLookup(row => row.AssetKey);
    private readonly List<(IPAddress Address, AskedProbe Row)> _byAddress =
    [
        .. asked
            .Select(row => (Address: Asset.Parse(row.AssetKey).AddressOf(), Row: row))
            .Where(one => one.Address is not null)
            .Select(one => (one.Address!, one.Row)),
    ];

    /// <summary>Null: verified.</summary>
    public GapReason? WhyNot(string key)
    {
        if (IsExcluded(key))
            return GapReason.Excluded;
        return DeclaredAssets.PrefixOf(key) is { } prefix ? WhyNot(prefix) : WhyNot(Asset.Parse(key));
    }

    /// <summary>An address or a range is verified as soon as anybody in it said anything.</summary>
    private GapReason? WhyNot(IPNetwork prefix)
    {
        var inside = _byAddress.Where(one => prefix.Holds(one.Address)).Select(one => one.Row).ToList();
        return inside.Exists(IsConclusive) ? null : Reason(inside, mayBeAsked: true);
    }

    /// <summary>Each probe that was asked lately must have brought something, and the one that belongs to the asset in any case.</summary>
    private GapReason? WhyNot(Asset asset)
    {
        var rows = _byAsset[asset.Key].ToList();
        var due = rows.Where(IsFresh).ToList();
        var open = due.Where(row => !IsConclusive(row)).ToList();
        if (open.Count > 0)
            return Reason(open, MayBeAsked(asset));
        var own = asset.OwnProbe();
        return due.Exists(row => own is null || row.Probe == own)
            ? null
            : Reason([.. rows.Where(row => own is null || row.Probe == own)], MayBeAsked(asset));
    }

    private GapReason Reason(List<AskedProbe> rows, bool mayBeAsked)
    {
        if (perimeter.MandateAt(now) is null)
            return GapReason.NoMandate;
        if (!mayBeAsked)
            return GapReason.OutOfPerimeter;
        if (rows.MaxBy(row => row.LastAsked) is not { } last)
            return GapReason.NotAsked;
        if (IsFresh(last))
            return GapReasons.Of(last.LastSilence, perimeter.Lines.OfType<PerimeterLine.Quiet>().Any());
        // asked once and then no more: the hours leave no time, or it is for us to explain
        return perimeter.OpenFrom(now) is null ? GapReason.QuietHours : GapReason.OurFault;
    }

    private bool MayBeAsked(Asset asset) =>
        asset.NameOf() is { } name
            ? perimeter.Covers(name)
            : asset.AddressOf() is not { } address || perimeter.RangeOf(address) is not null;

    private bool IsFresh(AskedProbe row) => row.LastAsked >= _since;

    private bool IsConclusive(AskedProbe row) => row.LastConclusive >= _since;

    private bool IsExcluded(string key)
    {
        if (DeclaredAssets.PrefixOf(key) is { } prefix)
            return perimeter.Lines.OfType<PerimeterLine.ExcludedRange>().Any(line => line.Prefix.Holds(prefix));
        var asset = Asset.Parse(key);
        return (asset.NameOf() is { } name && perimeter.ExclusionOf(name) is not null)
            || (asset.AddressOf() is { } address && perimeter.ExclusionOf(address) is not null);
    }
}
