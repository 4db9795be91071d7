using System.Globalization;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Infra.Mail;

public sealed class LetterTimesTests
{
    [Theory]
    // Sunday 25 October 2026 has 25 hours in Paris, Sunday 28 March 2027 has 23
    [InlineData("Europe/Paris", "2026-W42", "2026-10-19T05:30Z", "2026-10-25T23:00Z")]
    [InlineData("Europe/Paris", "2026-W43", "2026-10-26T06:30Z", "2026-11-01T23:00Z")]
    [InlineData("Europe/Paris", "2027-W12", "2027-03-29T05:30Z", "2027-04-04T22:00Z")]
    [InlineData("America/Martinique", "2026-W47", "2026-11-23T11:30Z", "2026-11-30T04:00Z")]
    [InlineData("Indian/Reunion", "2026-W47", "2026-11-23T03:30Z", "2026-11-29T20:00Z")]
    [InlineData("Pacific/Noumea", "2026-W53", "2027-01-03T20:30Z", "2027-01-10T13:00Z")]
    public void A_letter_goes_on_Monday_morning_by_its_readers_clock_and_is_news_until_Sunday(
        string zone,
        string week,
        string due,
        string expiry
    )
    {
        var clock = TimeZoneInfo.FindSystemTimeZoneById(zone);

        var at = LetterTimes.DueOf((ReportedWeek)ReportedWeek.Parse(week)!, clock);

        Assert.Equal(At(due), at);
        Assert.Equal(At(expiry), LetterTimes.ExpiryFrom(at, clock));
        Assert.Equal(week, LetterTimes.LastOver(at, clock).ToString());
        Assert.Equal(week, LetterTimes.LastOver(At(expiry).AddSeconds(-1), clock).ToString());
        Assert.NotEqual(week, LetterTimes.LastOver(At(expiry), clock).ToString());
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
