namespace CyberWatch.Infra.Registry.Import;

/// <summary>What came of reading a register file.</summary>
public abstract record RegisterOutcome
{
    private RegisterOutcome() { }

    /// <summary>Read, and kept unless it was a dry run.</summary>
    public sealed record Read(RegisterCounts Counts) : RegisterOutcome;

    /// <summary>Nothing was kept.</summary>
    public sealed record Refused(IReadOnlyList<InputFault> Faults) : RegisterOutcome;
}

/// <summary>What a register file held and what it changed.</summary>
public sealed record RegisterCounts
{
    public required string Form { get; init; }
    public required DateOnly DataDate { get; init; }
    public bool DryRun { get; init; }

    /// <summary>The registry held newer data: only places that it did not know were taken.</summary>
    public bool Older { get; init; }
    public int Sites { get; set; }
    public int InService { get; set; }
    public int Located { get; set; }
    public int Added { get; set; }
    public int Changed { get; set; }

    /// <summary>Sites that this file no longer has, and those of them that the one before still had.</summary>
    public int Missing { get; set; }
    public int NewlyMissing { get; set; }
    public int Groups { get; set; }
    public int UnknownMembers { get; set; }

    /// <summary>Records left out (only when a shrunken file was accepted).</summary>
    public int LeftOut { get; set; }

    /// <summary>What was not taken of sites that were: a place that cannot be, and the like.</summary>
    public IList<InputFault> Warnings { get; } = [];
}
