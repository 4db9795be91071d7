using System.Globalization;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Composing;

/// <summary>
/// Days on which a scan was due and we did none. A day on which the other side answered nothing, asked for silence or excluded everything is
/// none of them: that is told as coverage. Nothing is due before the first scan of all, nor without a mandate.
/// </summary>
internal static class LostDays
{
    /// <param name="scans">Light and full ones of one site, of the week and the day around it.</param>
    /// <param name="first">The day of the first scan that this site ever had; null: none yet.</param>
    /// <param name="mandates">Of the site.</param>
    /// <param name="span">The week.</param>
    public static IReadOnlyList<DateOnly> Of(
        IEnumerable<ScanDay> scans,
        DateOnly? first,
        IReadOnlyCollection<Mandate> mandates,
        WeekSpan span
    )
    {
        if (first is null)
            return [];
        var days = scans.ToLookup(scan => DayOf(scan, span));
        return
        [
            .. Enumerable
                .Range(0, 7)
                .Select(span.Week.Monday.AddDays)
                .Where(day => day > first && day < span.Today)
                .Where(day => mandates.Any(mandate => mandate.ValidFrom <= day && day <= mandate.ValidUntil))
                .Where(day => !days[day].Any(scan => scan.State == ScanState.Done || IsTheirs(scan.Reason))),
        ];
    }

    /// <summary>The day in the slot, since a scan that was due before midnight may begin after it.</summary>
    private static DateOnly DayOf(ScanDay scan, WeekSpan span) =>
        DateOnly.TryParseExact(
            scan.Slot.Split('|')[^1],
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : span.DayOf(scan.StartedAt ?? scan.DueAt);

    private static bool IsTheirs(string? reason)
    {
        var remarks = RemarkText.Parse(reason);
        return remarks.Count > 0 && remarks.All(IsTheirs);
    }

    private static bool IsTheirs(Remark remark) =>
        remark
            is Remark.NothingAnswered
                or Remark.NothingDeclared
                or Remark.AllExcluded
                or Remark.PutOff
                or Remark.AlwaysQuiet
                or Remark.MandateEnded
                or Remark.NeverMandated
                or Remark.MandateNotYet
                or Remark.NameNotLooked
                or Remark.AddressNotLooked
                or Remark.WordsUnanswered
                or Remark.WordsNotTried
                or Remark.AndMore;
}
