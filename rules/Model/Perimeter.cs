using System.Net;

namespace CyberWatch.Rules.Model;

/// <summary>What may be asked of one establishment and when: the lines of its perimeter and its mandates, pure.</summary>
/// <param name="Finess">FINESS number.</param>
/// <param name="Zone">Its own time zone, in which mandates and quiet hours are meant.</param>
/// <param name="Lines">Domains, ranges, exclusions, quiet hours.</param>
/// <param name="Mandates">All that were signed, past and future ones too.</param>
public sealed record Perimeter(
    string Finess,
    TimeZoneInfo Zone,
    IReadOnlyList<PerimeterLine> Lines,
    IReadOnlyList<MandateTerm> Mandates
)
{
    private static readonly TimeSpan LongestSearch = TimeSpan.FromDays(8);

    public IEnumerable<string> Domains => Lines.OfType<PerimeterLine.Domain>().Select(line => line.Name);

    public IEnumerable<IPNetwork> Ranges => Lines.OfType<PerimeterLine.Range>().Select(line => line.Prefix);

    /// <summary>The mandate that holds on the establishment's own day.</summary>
    public MandateTerm? MandateAt(DateTimeOffset instant)
    {
        var today = DateOnly.FromDateTime(WallClock(instant));
        return Mandates.FirstOrDefault(mandate => mandate.From <= today && today <= mandate.Until);
    }

    /// <summary>Why no mandate holds, naming the nearest line.</summary>
    public Remark WhyNoMandate(DateTimeOffset instant)
    {
        var today = DateOnly.FromDateTime(WallClock(instant));
        if (Mandates.Count == 0)
            return new Remark.NeverMandated(Finess);

        var nearest = Mandates.MinBy(mandate =>
            Math.Min(Math.Abs(mandate.From.DayNumber - today.DayNumber), Math.Abs(mandate.Until.DayNumber - today.DayNumber))
        )!;
        return nearest.Until < today
            ? new Remark.MandateEnded(nearest.Until, nearest.Source)
            : new Remark.MandateNotYet(nearest.From, nearest.Source);
    }

    /// <summary>The line that asks for quiet at this instant.</summary>
    public PerimeterLine.Quiet? QuietAt(DateTimeOffset instant)
    {
        var wallClock = WallClock(instant);
        return Lines.OfType<PerimeterLine.Quiet>().FirstOrDefault(line => line.Hours.Hold(wallClock));
    }

    /// <summary>The first whole minute, from now on, that no line keeps quiet; null when the lines leave none in a week.</summary>
    public DateTimeOffset? OpenFrom(DateTimeOffset instant)
    {
        if (QuietAt(instant) is null)
            return instant;

        var minute = new DateTimeOffset(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
        for (var next = minute.AddMinutes(1); next < minute + LongestSearch; next = next.AddMinutes(1))
        {
            if (QuietAt(next) is null)
                return next;
        }

        return null;
    }

    /// <summary>The line that excludes this address. An address carried inside a v6 one counts as itself.</summary>
    public PerimeterLine.ExcludedRange? ExclusionOf(IPAddress address) =>
        Lines.OfType<PerimeterLine.ExcludedRange>().FirstOrDefault(line => line.Prefix.Holds(Carried(address)));

    /// <summary>The line that excludes this name or one above it.</summary>
    public PerimeterLine.ExcludedName? ExclusionOf(string name) =>
        Lines.OfType<PerimeterLine.ExcludedName>().FirstOrDefault(line => IsAtOrBelow(name, line.Name));

    /// <summary>The declared range that holds this address.</summary>
    public PerimeterLine.Range? RangeOf(IPAddress address) =>
        Lines.OfType<PerimeterLine.Range>().FirstOrDefault(line => line.Prefix.Holds(address));

    /// <summary>The longest declared domain that this name is at or below, exclusions left aside.</summary>
    public PerimeterLine.Domain? DomainOf(string name) =>
        Lines.OfType<PerimeterLine.Domain>().Where(line => IsAtOrBelow(name, line.Name)).MaxBy(line => line.Name.Length);

    /// <summary>True for a name at or below a declared domain that no exclusion covers.</summary>
    public bool Covers(string name) => DomainOf(name) is not null && ExclusionOf(name) is null;

    private static IPAddress Carried(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private DateTime WallClock(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;

    private static bool IsAtOrBelow(string name, string above)
    {
        var plain = name.AsSpan().TrimEnd('.');
        return plain.EndsWith(above, StringComparison.OrdinalIgnoreCase)
            && (plain.Length == above.Length || plain[plain.Length - above.Length - 1] == '.');
    }
}
