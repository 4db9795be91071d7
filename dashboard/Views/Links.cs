using System.Globalization;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using Microsoft.AspNetCore.Http.Extensions;

namespace CyberWatch.Dashboard.Views;

/// <summary>Addresses of lists: a number and the list that it counts are written by the same filter.</summary>
internal sealed class Links(Texts texts, TimeProvider clock)
{
    public string Alerts(AlertFilter filter)
    {
        var query = new QueryBuilder();
        if (filter.Standing != AlertStanding.Ongoing)
        {
            query.Add("etat", StateView.Slug(filter.Standing));
        }

        Add(query, "gravite", filter.Severity is { } severity ? SeverityView.Of(severity, texts).Slug : null);
        Add(query, "regle", filter.Rule);
        Add(query, "region", filter.RegionCode);
        Add(query, "departement", filter.Department);
        Add(query, "finess", filter.Finess);
        Add(query, "retard", filter.OverdueAt is null ? null : "oui");
        Add(query, "exploitee", filter.Exploited ? "oui" : null);
        Add(query, "texte", filter.Text);
        Add(query, "ouverte", DaysSince(filter.OpenedSince));
        Add(query, "resolue", DaysSince(filter.ResolvedSince));
        return $"/alertes{query}";
    }

    public string Establishments(EstablishmentFilter filter)
    {
        var query = new QueryBuilder();
        if (filter.Following != Following.Followed)
        {
            query.Add("suivi", FollowingView.Slug(filter.Following));
        }

        Add(query, "gravite", filter.Exposed is { } severity ? SeverityView.Of(severity, texts).Slug : null);
        Add(query, "muet", filter.Silent ? "oui" : null);
        Add(query, "note", filter.Grade is { } grade ? GradeView.Token(grade) : null);
        Add(query, "appeler", filter.ToCall ? "oui" : null);
        Add(query, "region", filter.RegionCode);
        Add(query, "departement", filter.Department);
        Add(query, "texte", filter.Text);
        return $"/etablissements{query}";
    }

    public static string Scans(ScanFilter filter)
    {
        var query = new QueryBuilder();
        Add(query, "liste", filter.Standing == ScanStanding.Started ? null : ScanView.Slug(filter.Standing));
        Add(query, "finess", filter.Finess);
        return $"/scans{query}";
    }

    public static string Letters(LetterFilter filter)
    {
        var query = new QueryBuilder();
        Add(query, "liste", filter.Standing == LetterStanding.All ? null : LetterView.Slug(filter.Standing));
        Add(query, "genre", filter.Kind is { } kind ? LetterView.Slug(kind) : null);
        Add(query, "portee", filter.Scope);
        Add(query, "texte", filter.Text);
        return $"/lettres{query}";
    }

    public static string Audit(AuditFilter filter)
    {
        var query = new QueryBuilder();
        Add(query, "genre", filter.Kind == AuditKind.All ? null : AuditView.Slug(filter.Kind));
        Add(query, "finess", filter.Finess);
        Add(query, "qui", filter.Person);
        Add(query, "du", AuditFilters.First(filter));
        Add(query, "au", AuditFilters.Last(filter));
        return $"/journal{query}";
    }

    public static string Letter(Guid id) => $"/lettres/{id}";

    public static string LetterHtml(Guid id) => $"/lettres/{id}/apercu.html";

    /// <summary>What would be sent about a scope if its Monday were now.</summary>
    public static string LetterToCome(string scope, DetailLevel detail = DetailLevel.Full) =>
        $"/lettres/a-venir/{Uri.EscapeDataString(scope)}{DetailOf(detail)}";

    public static string LetterToComeHtml(string scope, DetailLevel detail) =>
        $"/lettres/a-venir/{Uri.EscapeDataString(scope)}/apercu.html{DetailOf(detail)}";

    public static string Establishment(string finess) => $"/etablissements/{Uri.EscapeDataString(finess)}";

    public static string Alert(Guid id) => $"/alertes/{id}";

    private static QueryString DetailOf(DetailLevel detail) =>
        detail == DetailLevel.Full ? QueryString.Empty : QueryString.Create("detail", LetterView.Slug(detail));

    private string? DaysSince(DateTimeOffset? since) =>
        since is { } time ? Math.Round((clock.GetUtcNow() - time).TotalDays).ToString(CultureInfo.InvariantCulture) : null;

    private static void Add(QueryBuilder query, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            query.Add(name, value);
        }
    }
}
