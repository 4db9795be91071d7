using CyberWatch.Infra.Feeds;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;

namespace CyberWatch.Dashboard.Views;

/// <summary>Entries of the audit trail in words. An action that nobody translated is shown as it is.</summary>
internal static class AuditView
{
    private const string GroupPrefix = "group:";

    // "command line (somebody)"
    private const string CommandLine = "command line (";

    public static string Kind(AuditKind kind, Texts texts) =>
        kind switch
        {
            AuditKind.All => texts["audit.kind-all"],
            AuditKind.Decisions => texts["audit.kind-decisions"],
            AuditKind.Letters => texts["audit.kind-letters"],
            AuditKind.Imports => texts["audit.kind-imports"],
            AuditKind.Access => texts["audit.kind-access"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    public static string Slug(AuditKind kind) =>
        kind switch
        {
            AuditKind.All => "tout",
            AuditKind.Decisions => "decisions",
            AuditKind.Letters => "lettres",
            AuditKind.Imports => "imports",
            AuditKind.Access => "acces",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>What an address names; everything when it names nothing.</summary>
    public static AuditKind KindOf(string? slug) => Enum.GetValues<AuditKind>().FirstOrDefault(one => Slug(one) == slug);

    public static string Action(string action, Texts texts) =>
        action.StartsWith(AuditEntry.OfAlerts, StringComparison.Ordinal)
            ? VerdictView.Why(action[AuditEntry.OfAlerts.Length..], texts)
        : Known.TryGetValue(action, out var key) ? texts[key]
        : Scanned.Text(action);

    /// <summary>Who: a person's address, the command line, or what of ours acted by itself.</summary>
    public static string Actor(string actor, Texts texts) =>
        actor switch
        {
            "" => texts["audit.nobody"],
            AlertCause.Scan => texts["audit.by-scan"],
            AlertCause.Clock => texts["audit.by-clock"],
            AlertCause.Feed => texts["audit.by-feed"],
            AuditActors.Worker => texts["audit.by-worker"],
            _ when actor.StartsWith(CommandLine, StringComparison.Ordinal) => texts[
                "audit.by-command-line",
                Scanned.Text(actor[CommandLine.Length..].TrimEnd(')'))
            ],
            _ => Scanned.Text(actor),
        };

    /// <summary>What an entry is about where that is no establishment; empty where a stranger left the field so.</summary>
    public static string Subject(AuditRow row, Texts texts) =>
        row.Action switch
        {
            "registry-restored" => texts["audit.unsent"],
            "feed-imported" when row.Subject.Split(' ', 2) is [var feed, var file] =>
                $"{FeedNames.Of(feed)}, {Scanned.Text(file)}",
            // of other subjects some are what a stranger typed
            var of when of.StartsWith("letter", StringComparison.Ordinal) => Scope(row.Subject, texts),
            _ => Scanned.Text(row.Subject),
        };

    private static string Scope(string scope, Texts texts) =>
        scope switch
        {
            "sector" => texts["audit.sector"],
            "all" => texts["audit.all-held"],
            _ when scope.StartsWith(GroupPrefix, StringComparison.Ordinal) => texts[
                "audit.group",
                Scanned.Text(scope[GroupPrefix.Length..])
            ],
            _ => Scanned.Text(scope),
        };

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["register-imported"] = "audit.register-imported",
        ["perimeter-imported"] = "audit.perimeter-imported",
        ["mandates-imported"] = "audit.mandates-imported",
        ["contacts-imported"] = "audit.contacts-imported",
        ["contact-removed"] = "audit.contact-removed",
        ["feed-imported"] = "audit.feed-imported",
        ["registry-restored"] = "audit.registry-restored",
        ["letter-resent"] = "audit.letter-resent",
        ["letter-let-go"] = "audit.letter-let-go",
        ["letters-released"] = "audit.letters-released",
        ["letters-dropped"] = "audit.letters-dropped",
        ["letters-refused"] = "audit.letters-refused",
        ["letters-wanted-again"] = "audit.letters-wanted-again",
        ["user-invited"] = "audit.user-invited",
        ["user-removed"] = "audit.user-removed",
        ["user-disabled"] = "audit.user-disabled",
        ["user-enabled"] = "audit.user-enabled",
        ["code-reset"] = "audit.code-reset",
        ["invitation-revoked"] = "audit.invitation-revoked",
        ["password-renewed"] = "audit.password-renewed",
        ["index-forgotten"] = "audit.index-forgotten",
        ["index-rebuilt"] = "audit.index-rebuilt",
        ["backup-made"] = "audit.backup-made",
        ["backup-restored"] = "audit.backup-restored",
        ["scan-requested"] = "audit.scan-requested",
        ["letters-planned"] = "audit.letters-planned",
        ["invitation-used"] = "audit.invitation-used",
        ["sign-in"] = "audit.sign-in",
        ["sign-in-refused"] = "audit.sign-in-refused",
        ["password-changed"] = "audit.password-changed",
        ["password-change-refused"] = "audit.password-change-refused",
        ["code-enrolled"] = "audit.code-enrolled",
        ["code-removed"] = "audit.code-removed",
    };
}
