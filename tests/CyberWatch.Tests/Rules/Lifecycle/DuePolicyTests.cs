using CyberWatch.Infra.Catalogue;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Lifecycle;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Lifecycle;

public class DuePolicyTests
{
    private const string Valid = """
        policy: house
        days:
          exploited: 7
          critical: 15
          high: 30
          medium: 90
          low: none
          info: none
        """;

    private static readonly DateOnly Opened = new(2026, 11, 1);
    private static readonly DuePolicy House = Delivered();

    [Theory]
    [InlineData(Severity.Critical, 15, "house/critical/15")]
    [InlineData(Severity.High, 30, "house/high/30")]
    [InlineData(Severity.Medium, 90, "house/medium/90")]
    [InlineData(Severity.Low, null, "house/low/none")]
    [InlineData(Severity.Info, null, "house/info/none")]
    public void Severity_gives_the_days_of_the_house(Severity severity, int? days, string row)
    {
        var due = House.Decide(severity, Opened, exploited: null);

        Assert.Equal((days is { } span ? Opened.AddDays(span) : null, row), (due.On, due.By.ToString()));
    }

    [Theory]
    [InlineData(Severity.Critical, -300, 7, "house/exploited/7")] // listed long before it opened
    [InlineData(Severity.Critical, 0, 7, "house/exploited/7")]
    [InlineData(Severity.Critical, 8, 15, "house/exploited/7")]
    [InlineData(Severity.Critical, 9, 15, "house/critical/15")] // never later than without
    [InlineData(Severity.Medium, 40, 47, "house/exploited/7")]
    [InlineData(Severity.Low, 40, 47, "house/exploited/7")]
    public void What_is_exploited_is_due_at_the_earlier_of_two_dates(Severity severity, int learned, int due, string row)
    {
        var date = House.Decide(severity, Opened, Opened.AddDays(learned));

        Assert.Equal((Opened.AddDays(due), row), (date.On, date.By.ToString()));
    }

    [Theory]
    [InlineData(Severity.Medium, null, 89, 89, "house/validity/none")]
    [InlineData(Severity.Medium, null, 90, 90, "house/medium/90")] // the same day: the policy's own
    [InlineData(Severity.Medium, null, 91, 90, "house/medium/90")]
    [InlineData(Severity.Medium, null, 0, 0, "house/validity/none")] // ends today
    [InlineData(Severity.Low, null, 12, 12, "house/validity/none")] // no date by the policy
    [InlineData(Severity.Medium, 1, 5, 5, "house/validity/none")]
    [InlineData(Severity.Medium, 1, 9, 8, "house/exploited/7/2026-11-10")] // counts again if the catalogue takes its word back
    [InlineData(Severity.Medium, 1, 90, 8, "house/exploited/7")]
    public void No_date_lies_beyond_the_end_of_what_was_found(Severity severity, int? learned, int ends, int due, string row)
    {
        var date = House.Decide(severity, Opened, learned is { } day ? Opened.AddDays(day) : null, Opened.AddDays(ends));

        Assert.Equal((Opened.AddDays(due), row), (date.On, date.By.ToString()));
    }

    [Theory]
    [InlineData(AlertState.Open, 0, false)]
    [InlineData(AlertState.Open, 1, true)]
    [InlineData(AlertState.Acknowledged, 1, true)]
    [InlineData(AlertState.Suspected, 1, false)]
    [InlineData(AlertState.Accepted, 1, false)]
    [InlineData(AlertState.FalsePositive, 1, false)]
    [InlineData(AlertState.Resolved, 1, false)]
    public void Overdue_is_what_waits_for_somebody_after_its_last_day(AlertState state, int days, bool overdue)
    {
        Assert.Equal(overdue, DueDate.IsOverdue(state, Opened, Opened.AddDays(days)));
        Assert.False(DueDate.IsOverdue(state, null, Opened.AddDays(days)));
    }

    [Theory]
    [InlineData("critical: 15", "critical: 0", "p.yaml(4,13): days.critical: '0' is no number of days")]
    [InlineData("critical: 15", "critical: soon", "p.yaml(4,13): days.critical: 'soon' is no number of days")]
    [InlineData("critical: 15", "critical: 3651", "p.yaml(4,13): days.critical")]
    [InlineData("critical: 15", "critical: [15]", "p.yaml(4,13): days.critical")]
    [InlineData("critical: 15", "critcal: 15", "p.yaml(4,3): days.critcal: is an unknown key")]
    [InlineData("critical: 15", "critcal: 15", "p.yaml(3,3): days.critical: is missing")]
    [InlineData("critical: 15", "high: 15", "Duplicate key")]
    [InlineData("policy: house", "policy: the house", "p.yaml(1,1): policy: 'the house' is no name")]
    [InlineData("policy: house", "policy: house\nowner: me", "p.yaml(2,1): owner: is an unknown key")]
    [InlineData("policy: house", "- house", "p.yaml(")]
    public void Mistake_is_refused_and_the_message_names_line_and_key(string right, string wrong, string said)
    {
        var text = Valid.ReplaceLineEndings("\n").Replace(right, wrong, StringComparison.Ordinal);

        var refusal = Assert.Throws<RuleFormatException>(() => DuePolicyParser.Parse(new("p.yaml", text)));

        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("house/critical/15")]
    [InlineData("house/low/none")]
    [InlineData("house/validity/none")]
    [InlineData("house/exploited/7/2026-12-01")]
    public void Row_is_kept_as_a_text_and_read_again(string text) => Assert.Equal(text, DueRow.Parse(text)?.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("house/critical")]
    [InlineData("house/critical/soon")]
    [InlineData("house/exploited/7/soon")]
    [InlineData("house/exploited/soon/2026-12-01")]
    public void Text_that_is_no_row_is_none(string? text) => Assert.Null(DueRow.Parse(text));

    private static DuePolicy Delivered() =>
        DuePolicyParser.Parse(new(DuePolicyFile.DefaultPath, File.ReadAllText(DuePolicyFile.DefaultPath)));
}
