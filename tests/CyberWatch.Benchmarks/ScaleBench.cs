namespace CyberWatch.Benchmarks;

/// <summary>p50 and p95 of what pages ask of a whole sector, of its registry and of its findings.</summary>
internal static class ScaleBench
{
    private const string Usage = """
        scale takes which half (registry or findings; without either: both) and how much (nothing for a small sector, 'full',
        or four numbers of 1 or more: ESTABLISHMENTS ALERTS ASSETS FINDINGS).
        """;

    public static async Task RunAsync(string[] arguments)
    {
        string[] halves = arguments is ["registry" or "findings", ..] ? [arguments[0]] : ["registry", "findings"];
        if (ScaleSizes.Read(halves.Length == 1 ? arguments[1..] : arguments) is not { } sizes)
        {
            await Console.Error.WriteLineAsync(Usage);
            Environment.ExitCode = 2;
            return;
        }
        if (halves.Contains("registry"))
            await ScaleRegistry.RunAsync(sizes);
        if (halves.Contains("findings"))
            await ScaleFindings.RunAsync(sizes);
    }
}
