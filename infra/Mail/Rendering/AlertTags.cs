using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>An alert in two words of state and two of how we know: "Nouvelle, confirmée deux fois, exploitée (KEV)".</summary>
internal sealed class AlertTags(LetterWords words, LetterDates dates)
{
    public string Of(AlertLine line)
    {
        if (line.AcceptedUntil is not null)
            return "";
        string?[] tags =
        [
            State(line),
            line.Acknowledged && line.Origin != AlertOrigin.Standing ? Continued("technical.tag-acknowledged") : null,
            words[
                line.Confidence == Confidence.Version ? "technical.tag-version"
                : line.SeenTwice ? "technical.tag-twice"
                : "technical.tag-confirmed"
            ],
            line.Exploited ? words["technical.tag-exploited"] : null,
        ];
        return string.Join(", ", tags.OfType<string>());
    }

    private string State(AlertLine line) =>
        line.Origin switch
        {
            AlertOrigin.New => words["technical.tag-new"],
            AlertOrigin.Reopened when line.ClosedOn is { } day => words["technical.tag-reopened-since", dates.Date(day)],
            AlertOrigin.Reopened => words["technical.tag-reopened"],
            AlertOrigin.AcceptanceEnded => words["technical.tag-acceptance-ended"],
            _ when line.Acknowledged => words["technical.tag-acknowledged"],
            _ => words["technical.tag-standing"],
        };

    private string Continued(string key) => Sentences.Continued(words[key]);
}
