using System.Globalization;

namespace CyberWatch.Rules.Lifecycle;

/// <summary>
/// A row of a policy, kept with the alert as <c>house/critical/15</c>, <c>house/low/none</c>, or <c>house/exploited/7/2026-12-01</c> with an end
/// that counts again once no catalogue lists it.
/// </summary>
/// <param name="Policy">Its name.</param>
/// <param name="Row">A severity, <c>exploited</c>, or <c>validity</c> for an end that came before the policy's date.</param>
/// <param name="Days">Null: no date.</param>
public sealed record DueRow(string Policy, string Row, int? Days)
{
    private const string None = "none";

    private const string Day = "yyyy-MM-dd";

    /// <summary>The last day on which the thing holds by itself, where this row gives an earlier date, and the policy alone a later one.</summary>
    public DateOnly? Ends { get; init; }

    /// <summary>Null for a text that is no row.</summary>
    public static DueRow? Parse(string? text) =>
        text?.Split('/') switch
        {
            [var policy, var row, var days] => Parse(policy, row, days),
            [var policy, var row, var days, var ends] when DateOf(ends) is { } end => Parse(policy, row, days) is { } kept
                ? kept with
                {
                    Ends = end,
                }
                : null,
            _ => null,
        };

    private static DueRow? Parse(string policy, string row, string days) =>
        days == None ? new(policy, row, null)
        : int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(policy, row, number)
        : null;

    private static DateOnly? DateOf(string text) =>
        DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public override string ToString() =>
        $"{Policy}/{Row}/{Days?.ToString(CultureInfo.InvariantCulture) ?? None}{Ends?.ToString("'/'" + Day, CultureInfo.InvariantCulture)}";
}
