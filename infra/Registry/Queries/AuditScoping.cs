using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Registry.Queries;

/// <summary>
/// Which entries of the audit trail are about an establishment. Subjects are text, and some of them strangers write (who tried to sign in): the
/// action says which form a subject has. What is about no establishment is for who sees the whole sector.
/// </summary>
internal static class AuditScoping
{
    private const string OfLetters = "letter";
    private const string OfContacts = "contact-";
    private const string OfScans = "scan-";
    private const string OfEstablishment = LetterScope.EstablishmentPrefix;

    // "{alert} {finess} {rule}": an id, a blank, a number of the register
    private const int IdLength = 36;
    private const int FinessAt = IdLength + 1;
    private const int FinessLength = 9;

    public static IQueryable<AuditEntry> AuditOf(this RegistryContext registry, AccessScope scope) =>
        scope is AccessScope.WholeSector ? registry.Audit : registry.Audit.About(registry.EstablishmentsOf(scope));

    public static IQueryable<AuditEntry> About(this IQueryable<AuditEntry> audit, IQueryable<Establishment> sites) =>
        audit.Where(row =>
            (
                row.Action.StartsWith(AuditEntry.OfAlerts)
                && sites.Any(site => site.Finess == row.Subject.Substring(FinessAt, FinessLength))
            )
            || (
                row.Action.StartsWith(OfLetters)
                && row.Subject.StartsWith(OfEstablishment)
                && sites.Any(site => site.Finess == row.Subject.Substring(OfEstablishment.Length))
            )
            || (
                (row.Action.StartsWith(OfContacts) || row.Action.StartsWith(OfScans))
                && sites.Any(site => site.Finess == row.Subject)
            )
        );

    /// <summary>The same for one entry that was read; null where it is about none.</summary>
    public static string? FinessOf(string action, string subject) =>
        action.StartsWith(AuditEntry.OfAlerts, StringComparison.Ordinal)
            ? subject.Length >= FinessAt + FinessLength
                ? subject.Substring(FinessAt, FinessLength)
                : null
            : action.StartsWith(OfLetters, StringComparison.Ordinal)
                ? subject.StartsWith(OfEstablishment, StringComparison.Ordinal)
                    ? subject[OfEstablishment.Length..]
                    : null
                : action.StartsWith(OfContacts, StringComparison.Ordinal) || action.StartsWith(OfScans, StringComparison.Ordinal)
                    ? subject
                    : null;

    public static Guid? AlertOf(string action, string subject) =>
        action.StartsWith(AuditEntry.OfAlerts, StringComparison.Ordinal)
        && subject.Length > IdLength
        && Guid.TryParse(subject.AsSpan(0, IdLength), out var id)
            ? id
            : null;

    public static IQueryable<AuditEntry> OfKind(this IQueryable<AuditEntry> audit, AuditKind kind) =>
        kind switch
        {
            AuditKind.All => audit,
            AuditKind.Decisions => audit.Where(row => row.Action.StartsWith(AuditEntry.OfAlerts)),
            AuditKind.Letters => audit.Where(row => row.Action.StartsWith(OfLetters)),
            AuditKind.Imports => audit.Where(row =>
                row.Action.EndsWith("-imported")
                || row.Action.StartsWith(OfContacts)
                || row.Action.StartsWith(OfScans)
                || row.Action.StartsWith("index-")
                || row.Action.StartsWith("backup-")
                || row.Action == "registry-restored"
            ),
            AuditKind.Access => audit.Where(row =>
                row.Action.StartsWith("sign-in")
                || row.Action.StartsWith("password-")
                || row.Action.StartsWith("code-")
                || row.Action.StartsWith("invitation-")
                || row.Action.StartsWith("user-")
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
