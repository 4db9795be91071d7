using System.Globalization;
using CyberWatch.Infra.Registry.Queries;

namespace CyberWatch.Dashboard.Views;

/// <summary>The scores of twelve weeks as points of a drawing of 400 by 170, the newest on the right; a week without a score breaks the line.</summary>
internal sealed class ScorePlotView(IReadOnlyList<StandingWeek> weeks, DateOnly until)
{
    public const int Weeks = 12;
    private const int Left = 30;
    private const int Step = 30;
    private const double Bottom = 150;
    private const double UnitsAPoint = 1.32;

    /// <summary>The weeks that have a score, the oldest first.</summary>
    public IReadOnlyList<StandingWeek> Scored { get; } = [.. weeks.Where(week => week.Score is not null)];

    /// <summary>Each run of weeks one after the other, as the points of a line.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            var run = new List<StandingWeek>();
            foreach (var week in Scored)
            {
                if (run.Count > 0 && Place(week) - Place(run[^1]) > 1)
                {
                    yield return Points(run);
                    run = [];
                }

                run.Add(week);
            }

            if (run.Count > 0)
                yield return Points(run);
        }
    }

    public string X(StandingWeek week) => Text(Left + Step * Place(week));

    public static string Y(int score) => Text(Bottom - UnitsAPoint * score);

    /// <summary>The number of the week in its year.</summary>
    public static int Number(StandingWeek week) => ISOWeek.GetWeekOfYear(week.Day.ToDateTime(TimeOnly.MinValue));

    private int Place(StandingWeek week) => Weeks - 1 - (until.DayNumber - week.Day.DayNumber) / 7;

    private string Points(IEnumerable<StandingWeek> run) =>
        string.Join(' ', run.Select(week => $"{X(week)},{Y(week.Score!.Value)}"));

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
