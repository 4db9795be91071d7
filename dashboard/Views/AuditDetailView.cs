using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Rules.Model;

namespace CyberWatch.Dashboard.Views;

/// <summary>What an entry of the audit trail says besides, in the reader's language. What a person or a file wrote stands as it is.</summary>
internal static class AuditDetailView
{
    private const int Longest = 300;

    /// <summary>Null where nothing is said.</summary>
    public static string? Of(AuditRow row, Texts texts) =>
        string.IsNullOrWhiteSpace(row.Detail) ? null
        : row.Action.StartsWith(AuditEntry.OfAlerts, StringComparison.Ordinal)
            ? Scanned.Text(Step(row, row.Detail, texts), Longest)
        : AuditWords.Parse(row.Detail) is { } words && Sentence(row.Action, words, texts) is { } sentence
            ? Scanned.Text(sentence, Longest)
        : Lines(row, row.Detail, texts);

    /// <summary>An import tells each line that it changed: the first ones, the rest as a number.</summary>
    private static string Lines(AuditRow row, string detail, Texts texts)
    {
        var lines = detail.Split('\n');
        var first = lines.Take(2).Select(line => row.Action == "mandates-imported" ? MandateView.Line(line, texts) : line);
        var shown = Scanned.Text(string.Join(" · ", first), Longest);
        return lines.Length > 2 ? $"{shown} · {texts.Count("audit.more-lines", lines.Length - 2)}" : shown;
    }

    /// <summary>The trail keeps a step as <c>Open > Accepted: reason</c>.</summary>
    private static string Step(AuditRow row, string detail, Texts texts)
    {
        var (step, reason) = detail.Split(": ", 2) is [var first, var rest] ? (first, rest) : (detail, null);
        if (step.Split(" > ") is not [var from, var to])
            return detail;
        var why = row.Action[AuditEntry.OfAlerts.Length..];
        string?[] parts =
        [
            $"{State(from, texts)} → {State(to, texts)}",
            reason is null ? null : HistoryView.Detail(why, row.Actor, reason, texts),
        ];
        return string.Join(" · ", parts.OfType<string>());
    }

    private static string State(string name, Texts texts) =>
        Enum.TryParse<AlertState>(name, out var state) ? StateView.Of(state, texts).Word : name;

    private static string? Sentence(string action, AuditWords words, Texts texts) =>
        action switch
        {
            "register-imported"
                when (words.Day("of"), words.Number("sites"), words.Number("new")) is ({ } of, { } sites, { } added) => texts[
                "audit.detail-register",
                When.Day(of),
                Numbers.Of(sites),
                Numbers.Of(added)
            ],
            "feed-imported"
                when (words.Number("entries"), words.Number("added"), words.Number("withdrawn"))
                    is ({ } all, { } added, { } gone) => texts[
                "audit.detail-feed",
                Numbers.Of(all),
                Numbers.Of(added),
                Numbers.Of(gone)
            ],
            "registry-restored" when words.Number("held") is { } held => texts.Count("audit.detail-held", held),
            "index-rebuilt" or "index-forgotten" when words.Number("findings") is { } findings => texts.Count(
                "audit.detail-findings",
                findings
            ),
            "scan-requested" when words["kind"] is { } kind => Word<ScanKind>(kind, one => ScanView.Kind(one, texts)),
            "letters-released" or "letters-dropped" or "letters-planned" when words.Number("letters") is { } letters =>
                texts.Count("audit.detail-letters", letters),
            "contact-removed" or "user-invited" when words["role"] is not null => Person(words, texts),
            _ => OfLetter(action, words, texts),
        };

    private static string? OfLetter(string action, AuditWords words, Texts texts) =>
        action switch
        {
            "letter-resent" when words["period"] is { } period => texts[
                "audit.detail-resent",
                LetterView.Period(period, texts),
                words["to"],
                words["copy"]
            ],
            "letter-let-go" when words["why"] is { } why => texts[
                "audit.detail-let-go",
                LetterView.Period(words["period"] ?? "", texts),
                words["to"],
                LetterFaultView.Of(why, texts).Reason
            ],
            "letters-refused" when words["how"] is { } how => $"{Kind(words, texts)}, {How(how, texts)}",
            "letters-wanted-again" when words["to"] is { } to => texts["audit.detail-wanted", Kind(words, texts), to],
            _ => null,
        };

    private static string Kind(AuditWords words, Texts texts) =>
        Word<EditionKind>(words["kind"] ?? "", one => LetterView.Kind(one, texts));

    private static string How(string how, Texts texts) =>
        how switch
        {
            "one-click" => texts["audit.how-one-click"],
            "page" => texts["audit.how-page"],
            _ => how,
        };

    /// <summary>A member of a closed list, which the trail keeps in kebab case; what is none of it stands as it is.</summary>
    private static string Word<T>(string kept, Func<T, string> said)
        where T : struct, Enum => Enum.GetValues<T>().Where(one => one.Kebab() == kept).Select(said).FirstOrDefault() ?? kept;

    /// <summary>Of contacts and of accounts: what the two have in common is called alike.</summary>
    private static string Person(AuditWords words, Texts texts)
    {
        string?[] parts =
        [
            words["email"],
            words["name"],
            Word<UserRole>(words["role"]!, one => RoleView.Word(one, texts)),
            words["region"],
            words["finess"],
        ];
        return string.Join(", ", parts.OfType<string>());
    }
}
