using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>What each weekly letter says of its week.</summary>
internal sealed class WeekWords(WeeklyEdition edition, LetterFor reader)
{
    public ReportedWeek Week { get; } =
        ReportedWeek.Parse(edition.Week) ?? throw new FormatException($"'{edition.Week}' is no week.");

    public LetterDates Dates => new(reader.Words, Week.Sunday);

    /// <summary>Of which day the numbers are; a letter that holds none says so.</summary>
    public string Numbers =>
        reader.Detail == DetailLevel.Link ? reader.Words["common.no-tracking"]
        : edition.IsRunning ? reader.Words["common.numbers-running", Dates.Day(edition.Today)]
        : reader.Words["common.numbers", Dates.Day(Week.Sunday)];

    /// <summary>Above all else: that it is late, or that the week still runs.</summary>
    public IEnumerable<Block> Notes()
    {
        if (edition.IsLate)
            yield return new Block.Prose(reader.Words["common.late", Dates.Day(edition.Today)]);
        if (edition.IsRunning)
            yield return new Block.Prose(reader.Words["common.running"]);
    }
}
