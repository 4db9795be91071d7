using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Queries;

namespace CyberWatch.Dashboard.Views;

/// <summary>From the words of an address to the filter of the audit trail and back. Days are those of Paris, the last one included.</summary>
internal static class AuditFilters
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById(When.Paris);

    public static AuditFilter Of(string? kind, string? finess, string? person, string? from, string? until) =>
        new()
        {
            Kind = AuditView.KindOf(kind),
            Finess = AlertFilters.Given(finess)?.ToUpperInvariant(),
            Person = AlertFilters.Given(person),
            From = Day(from) is { } first ? Start(first) : null,
            Until = Day(until) is { } last ? Start(last.AddDays(1)) : null,
        };

    /// <summary>The day that an input of type date takes.</summary>
    public static string? First(AuditFilter filter) => filter.From is { } from ? Written(LocalDay.Of(from, Paris)) : null;

    public static string? Last(AuditFilter filter) =>
        filter.Until is { } until ? Written(LocalDay.Of(until, Paris).AddDays(-1)) : null;

    /// <summary>At the ends of time there is no day before or after.</summary>
    private static DateOnly? Day(string? written) => DecisionView.Day(written) is { Year: > 1 and < 9999 } day ? day : null;

    private static DateTimeOffset Start(DateOnly day) => LocalDay.At(day, TimeOnly.MinValue, Paris);

    private static string Written(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
