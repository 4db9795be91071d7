using System.Text.Json;
using CyberWatch.Dashboard.Access;
using CyberWatch.Infra.Registry.Queries;

namespace CyberWatch.Dashboard.Api;

/// <summary>What was seen, as JSON, for who wants to put it into his own tools.</summary>
internal sealed record Evidence(
    Guid Alert,
    string Finess,
    string Rule,
    string Asset,
    string Severity,
    string State,
    DateTimeOffset At,
    string? RequestId,
    JsonElement Facts,
    IReadOnlyList<string> Replay
)
{
    public static async Task<IResult> GetAsync(
        Guid id,
        CurrentReader current,
        IAlertQueries alerts,
        CancellationToken cancellationToken
    )
    {
        var found = current.Value is { } reader ? await alerts.FindAsync(reader.Scope, id, cancellationToken) : null;
        return found is null ? Results.NotFound() : Results.Json(Of(found.Alert));
    }

    private static Evidence Of(Infra.Registry.Entities.Alert alert)
    {
        using var facts = JsonDocument.Parse(alert.Evidence);
        return new Evidence(
            alert.Id,
            alert.Finess,
            alert.RuleId,
            alert.AssetKey,
            alert.Severity.ToString(),
            alert.State.ToString(),
            alert.EvidenceAt,
            alert.RequestId,
            facts.RootElement.Clone(),
            alert.Replay.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
    }
}
