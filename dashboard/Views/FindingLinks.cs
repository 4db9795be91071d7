using System.Globalization;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;
using Microsoft.AspNetCore.Http.Extensions;

namespace CyberWatch.Dashboard.Views;

/// <summary>Addresses of the findings page: the query stands in each of them.</summary>
public sealed record FindingLinks(QueryLanguage Language, QueryNode Query)
{
    public const string Page = "/releves";
    public const string Text = "q";
    public const string After = "apres";
    public const string Document = "releve";
    private const char Between = '~';

    public string Here => To(Query);

    public string With(QueryNode part) => To(Query.With(part));

    public string Without(QueryNode part) => To(Query.Without(part));

    public string Next(FindingCursor cursor) => Of(Language.Print(Query), (After, Written(cursor)));

    /// <summary>The page as it is, with one document opened beside its list.</summary>
    public string Opened(FindingKey key, string? after) =>
        Of(Language.Print(Query), (After, after), (Document, key.ToString())) + "#document";

    public string Closed(string? after) => Of(Language.Print(Query), (After, after));

    public string Export(string format) =>
        Of(Language.Print(Query)).Replace(Page, $"{Page}/export.{format}", StringComparison.Ordinal);

    public static string Of(string query, params (string Name, string? Value)[] more)
    {
        var address = new QueryBuilder();
        (string Name, string? Value)[] all = [(Text, query), .. more];
        foreach (var (name, value) in all.Where(pair => !string.IsNullOrEmpty(pair.Value)))
            address.Add(name, value!);
        return Page + address;
    }

    public static string Json(FindingKey key) => $"{Page}/releve.json?cle={Uri.EscapeDataString(key.ToString())}";

    /// <summary>Null for what no page of ours wrote: the list then begins at its top.</summary>
    public static FindingCursor? Read(string? cursor)
    {
        var at = cursor?.IndexOf(Between, StringComparison.Ordinal) ?? -1;
        return
            at > 0
            && long.TryParse(cursor.AsSpan(0, at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time)
            && time >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            && time <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(time), cursor![(at + 1)..])
            : null;
    }

    private static string Written(FindingCursor cursor) =>
        string.Create(CultureInfo.InvariantCulture, $"{cursor.Time.ToUnixTimeMilliseconds()}{Between}{cursor.Key}");

    private string To(QueryNode query) => Of(Language.Print(query));
}
