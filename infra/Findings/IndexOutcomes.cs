namespace CyberWatch.Infra.Findings;

internal static class IndexOutcomes
{
    /// <summary>For who cannot leave some of them for later.</summary>
    /// <exception cref="FindingIndexUnavailableException">The index was busy.</exception>
    public static void DemandTaken(this IEnumerable<IndexOutcome> said)
    {
        if (said.OfType<IndexOutcome.Busy>().FirstOrDefault() is { } busy)
        {
            throw new FindingIndexUnavailableException(
                $"The index did not take everything: {busy.Reason}. Run it again; a worker does so by itself."
            );
        }
    }
}
