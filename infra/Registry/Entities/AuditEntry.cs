namespace CyberWatch.Infra.Registry.Entities;

/// <summary>Who did what to what, and when. Only ever added to.</summary>
public sealed class AuditEntry
{
    /// <summary>How the action of a step of an alert begins; why it was taken follows.</summary>
    public const string OfAlerts = "alert-";

    public long Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public required string Action { get; init; }
    public required string Subject { get; init; }
    public string? Detail { get; init; }
}
