using System.Globalization;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>
/// Names on the server. Everything is read through the two aliases, and written through <see cref="Latest"/> and the one alias of a
/// month, so that a missing index is told and never made with a guessed mapping.
/// </summary>
internal sealed record IndexNames(string Prefix)
{
    public string Mapping => $"{Prefix}-findings";
    public string Latest => $"{Prefix}-latest";
    public string FirstLatest => LatestOf(1);
    public string History => $"{Prefix}-history";

    /// <summary>The index behind <see cref="Latest"/>; another one each time that it is made anew.</summary>
    public string LatestOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-latest-v{number}");

    /// <summary>The index of a month, the first day given.</summary>
    public string Month(DateTime first) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}-history-{first.Year:0000}.{first.Month:00}");

    /// <summary>The alias that the template gives to the index of a month.</summary>
    public string MonthAlias(DateTime first) => Month(first) + "-write";

    /// <summary>The month of an index's name; null when it is none of ours.</summary>
    public DateTime? MonthOf(string index) =>
        index.StartsWith(History + '-', StringComparison.Ordinal)
        && DateTime.TryParseExact(
            index[(History.Length + 1)..],
            "yyyy.MM",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var month
        )
            ? month
            : null;
}
