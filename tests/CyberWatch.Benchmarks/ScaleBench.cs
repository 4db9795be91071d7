namespace CyberWatch.Benchmarks;

/// <summary>p50 and p95 of what pages ask of a whole sector, of its registry and of its findings.</summary>
internal static class ScaleBench
{
    private const string Usage = """
        scale takes which half (registry, findings, or load: findings without asking for any; without one: both halves) and how
        much (nothing for a small sector, 'full', or four numbers of 1 or more: ESTABLISHMENTS ALERTS ASSETS FINDINGS).
        """;

    public static async Task RunAsync(string[] arguments)
    {
        string[] halves = arguments is ["registry" or "findings" or "load", ..] ? [arguments[0]] : ["registry", "findings"];
        if (ScaleSizes.Read(halves.Length == 1 ? arguments[1..] : arguments) is not { } sizes)
        {
            await Console.Error.WriteLineAsync(Usage);
            Environment.ExitCode = 2;
            return;
        }
        if (halves.Contains("registry"))
            await ScaleRegistry.RunAsync(sizes);
        if (!halves.SequenceEqual(["registry"]))
            await ScaleFindings.RunAsync(sizes, loadOnly: halves is ["load"]);
    }
}
