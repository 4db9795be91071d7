using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CyberWatch.Infra.Telemetry;

/// <summary>Answers of health checks: each that is not well says why, and what to do. No exception's own words, which may hold what is secret.</summary>
public static class HealthReasons
{
    /// <summary>Tag of what decides <c>/health/ready</c>.</summary>
    public const string Ready = "ready";
    private const string Remedy = "remedy";

    /// <summary>How long one check may take.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The program cannot do what it is there for.</summary>
    public static HealthCheckResult Unhealthy(string reason, string remedy) =>
        HealthCheckResult.Unhealthy(reason, data: new Dictionary<string, object> { [Remedy] = remedy });

    /// <summary>It works, and a part of it does not.</summary>
    public static HealthCheckResult Degraded(string reason, string remedy) =>
        HealthCheckResult.Degraded(reason, data: new Dictionary<string, object> { [Remedy] = remedy });

    internal static string ToJson(HealthReport report) =>
        JsonSerializer.Serialize(
            new Answer(
                Word(report.Status),
                [
                    .. report
                        .Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                        .Select(entry => Of(entry.Key, entry.Value)),
                ]
            ),
            JsonSerializerOptions.Web
        );

    private static Check Of(string name, HealthReportEntry entry)
    {
        if (entry.Status == HealthStatus.Healthy)
            return new Check(name, Word(entry.Status), null, null);
        return entry.Data.TryGetValue(Remedy, out var remedy)
            ? new Check(name, Word(entry.Status), entry.Description, (string)remedy)
            : new Check(
                name,
                Word(entry.Status),
                $"The check itself did not come to an end ({entry.Exception?.GetType().Name ?? "it took too long"}).",
                "Ask again; if it stays, the program's log says more."
            );
    }

    private static string Word(HealthStatus status) => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());

    private sealed record Answer(string Status, IReadOnlyList<Check> Checks);

    private sealed record Check(string Name, string Status, string? Reason, string? Remedy);
}
