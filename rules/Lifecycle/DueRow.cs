using System.Globalization;

namespace CyberWatch.Rules.Lifecycle;

/// <summary>A row of a policy, kept with the alert as <c>house/critical/15</c>, or <c>house/low/none</c>.</summary>
/// <param name="Policy">Its name.</param>
/// <param name="Row">A severity, <c>exploited</c>, or <c>validity</c> for an end that came before the policy's date.</param>
/// <param name="Days">Null: no date.</param>
public sealed record DueRow(string Policy, string Row, int? Days)
{
    private const string None = "none";

    /// <summary>Null for a text that is no row.</summary>
    public static DueRow? Parse(string? text) =>
        text?.Split('/') is not [var policy, var row, var days] ? null
        : days == None ? new(policy, row, null)
        : int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(policy, row, number)
        : null;

    public override string ToString() => $"{Policy}/{Row}/{Days?.ToString(CultureInfo.InvariantCulture) ?? None}";
}
