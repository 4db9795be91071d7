namespace CyberWatch.Infra.Registry.Entities;

/// <summary>One run over one establishment, from due to done. <see cref="Slot"/> is unique: what fired twice runs once.</summary>
public sealed class Scan
{
    public required Guid Id { get; init; }
    public required string Finess { get; init; }
    public required ScanKind Kind { get; init; }

    /// <summary><c>FINESS|kind|day</c> in the establishment's own time zone, or <c>request|id</c>.</summary>
    public required string Slot { get; init; }
    public required ScanState State { get; set; }
    public required DateTimeOffset DueAt { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The worker that runs it, and the epoch of the lease that it holds on the establishment (<see cref="Lease"/>).</summary>
    public string? Owner { get; set; }
    public long Epoch { get; set; }

    /// <summary>How often it was taken up again after a worker died.</summary>
    public int Recovered { get; set; }

    /// <summary>A word for the page: names, ports, probes, done.</summary>
    public string Stage { get; set; } = "";
    public int StepsDone { get; set; }
    public int StepsPlanned { get; set; }

    /// <summary>Questions answered, silent (inconclusive), and not allowed.</summary>
    public int Answered { get; set; }
    public int Silent { get; set; }
    public int NotAllowed { get; set; }
    public int AlertsOpened { get; set; }
    public int AlertsResolved { get; set; }

    /// <summary>Why it failed or was put off, and what it could not look at: remarks (<see cref="CyberWatch.Rules.Model.RemarkText"/>).</summary>
    public string? Reason { get; set; }
}

public enum ScanKind
{
    Light,
    Full,

    /// <summary>Only the assets of alerts that wait for a second look or a second proof.</summary>
    Recheck,
}

public enum ScanState
{
    Due,
    Running,
    Done,

    /// <summary>It looked at nothing, or could not end; never green.</summary>
    Failed,
}
