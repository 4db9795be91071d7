using System.Net;

namespace CyberWatch.Rules.Model;

/// <summary>
/// One line of a perimeter. <paramref name="Source"/> is where it was declared, for instance <c>perimeter.csv line 12</c>, so that a refusal
/// can name it.
/// </summary>
public abstract record PerimeterLine(string Source)
{
    /// <summary>domain, range, exclude or quiet, as the perimeter file has it.</summary>
    public abstract string Kind { get; }

    /// <summary>Canonical text of the value; <see cref="PerimeterValue"/> reads it back.</summary>
    public abstract string Value { get; }

    /// <summary>How a refusal names the line: <c>exclude 203.0.113.12/32 (perimeter.csv line 12)</c>.</summary>
    public sealed override string ToString() => $"{Kind} {Value} ({Source})";

    /// <summary>A domain with all names below it; lower case, A-labels, no final dot.</summary>
    public sealed record Domain(string Name, string Source) : PerimeterLine(Source)
    {
        public override string Kind => "domain";
        public override string Value => Name;
    }

    public sealed record Range(IPNetwork Prefix, string Source) : PerimeterLine(Source)
    {
        public override string Kind => "range";
        public override string Value => Prefix.ToString();
    }

    public sealed record ExcludedRange(IPNetwork Prefix, string Source) : PerimeterLine(Source)
    {
        public override string Kind => "exclude";
        public override string Value => Prefix.ToString();
    }

    /// <summary>A name with all names below it, never asked for. Its address inside a declared range is another matter: exclude that too.</summary>
    public sealed record ExcludedName(string Name, string Source) : PerimeterLine(Source)
    {
        public override string Kind => "exclude";
        public override string Value => Name;
    }

    public sealed record Quiet(QuietHours Hours, string Source) : PerimeterLine(Source)
    {
        public override string Kind => "quiet";
        public override string Value => Hours.ToString();
    }
}

/// <summary>The time in which a mandate holds, in days of the establishment's own time zone, the last one included.</summary>
public sealed record MandateTerm(DateOnly From, DateOnly Until, bool Intrusive, string Source);
