using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Infra.Findings;

[OptionsSection("Findings")]
public sealed class OutboxOptions
{
    [Description("Documents sent to the finding index at once, at most (a number).")]
    [Range(1, 10_000, ErrorMessage = "Findings:Batch must lie between 1 and 10000 documents.")]
    public int Batch { get; set; } = 2_000;

    [Description("How often the worker looks for documents to send (a time span).")]
    [Range(
        typeof(TimeSpan),
        "00:00:00.1",
        "00:10:00",
        ErrorMessage = "Findings:Period must lie between 00:00:00.1 and 00:10:00."
    )]
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(1);

    [Description("The longest pause before a document that the index did not take is sent again (a time span).")]
    [Range(
        typeof(TimeSpan),
        "00:00:01",
        "01:00:00",
        ErrorMessage = "Findings:LongestPause must lie between 00:00:01 and 01:00:00."
    )]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(5);

    [Description(
        "How many findings may wait for the index before no new scans begin (a number); each takes one or two kilobytes of the registry."
    )]
    [Range(1, 100_000_000, ErrorMessage = "Findings:MostWaiting must lie between 1 and 100000000 documents.")]
    public int MostWaiting { get; set; } = 1_000_000;

    [Description("How long delivered rows of the outbox are kept (days).")]
    [Range(1, 365, ErrorMessage = "Findings:OutboxDays must lie between 1 and 365.")]
    public int OutboxDays { get; set; } = 8;

    [Description("How long the findings of each scan are kept as history (days).")]
    [Range(1, 3_650, ErrorMessage = "Findings:HistoryDays must lie between 1 and 3650.")]
    public int HistoryDays { get; set; } = 400;

    /// <summary>Twice as long each time, up to the longest.</summary>
    internal TimeSpan PauseAfter(int failures)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, 20) - 1));
        return pause < LongestPause ? pause : LongestPause;
    }
}
