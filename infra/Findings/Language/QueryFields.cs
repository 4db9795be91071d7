using static CyberWatch.Infra.Findings.Language.QueryFieldKind;

namespace CyberWatch.Infra.Findings.Language;

/// <summary>Every field that a query may name, beside facts: the typed fields of the mapping (<c>Elastic/Templates/findings.json</c>).</summary>
public static class QueryFields
{
    private const int Short = 1_024;
    private const int Long = 8_000;

    public static QueryField Timestamp { get; } = new("@timestamp", Time);
    public static QueryField Address { get; } = new("destination.ip", QueryFieldKind.Address);
    public static QueryField Port { get; } = new("destination.port", Number);
    public static QueryField Rule { get; } = new("rule.id", Keyword, Short);
    public static QueryField Product { get; } = new("service.product", Keyword, Short);
    public static QueryField Asset { get; } = new("cyberwatch.asset", Keyword, Short);
    public static QueryField Probe { get; } = new("cyberwatch.probe", Keyword);
    public static QueryField Outcome { get; } = new("cyberwatch.outcome", Keyword);

    /// <summary>-1 nothing found, 0 info to 4 critical; words are understood.</summary>
    public static QueryField Severity { get; } = new("cyberwatch.severity", Number);
    public static QueryField Finess { get; } = new("cyberwatch.establishment.finess", Keyword);
    public static QueryField Region { get; } = new("cyberwatch.establishment.region", Keyword);

    public static IReadOnlyList<QueryField> All { get; } =
    [
        Timestamp,
        Address,
        Port,
        Rule,
        Product,
        Asset,
        Probe,
        Outcome,
        Severity,
        Finess,
        Region,
        new("ecs.version", Keyword, Short),
        new("host.name", Keyword, Short),
        new("network.transport", Keyword, Short),
        new("vulnerability.id", Keyword, Short),
        new("service.name", Keyword, Short),
        new("service.version", Keyword, Short),
        new("service.cpe", Keyword, Short),
        new("url.full", Keyword, Long),
        new("url.scheme", Keyword, Short),
        new("http.response.status_code", Number),
        new("tls.server.subject", Keyword, Long),
        new("tls.server.issuer", Keyword, Long),
        new("tls.server.not_before", Time),
        new("tls.server.not_after", Time),
        new("tls.server.hash.sha256", Keyword, Short),
        new("tls.server.x509.serial_number", Keyword, Short),
        new("tls.server.x509.alternative_names", Keyword, Short),
        new("tls.server.x509.public_key_algorithm", Keyword, Short),
        new("tls.server.x509.public_key_size", Number),
        new("tls.server.x509.signature_algorithm", Keyword, Short),
        new("cyberwatch.scan_id", Keyword),
        new("cyberwatch.request_id", Keyword, Short),
        new("cyberwatch.establishment.name", Keyword, Short),
        new("cyberwatch.establishment.category", Keyword, Short),
        new("cyberwatch.establishment.department", Keyword),
        new("cyberwatch.establishment.group", Keyword),
        new("cyberwatch.verdicts.rule", Keyword, Short),
        new("cyberwatch.verdicts.verdict", Keyword),
    ];

    /// <summary>Those by whose values what was found is counted.</summary>
    public static IReadOnlyList<QueryField> Counted { get; } = [Probe, Severity, Outcome, Rule, Product, Finess];

    private static readonly Dictionary<string, QueryField> Named = All.SelectMany(field =>
            new[] { field.Path, field.Name }.Distinct().Select(name => (name, field))
        )
        .ToDictionary(pair => pair.name, pair => pair.field, StringComparer.OrdinalIgnoreCase);

    /// <summary>By its path, or ours without the first step; null when there is none.</summary>
    public static QueryField? Find(string name)
    {
        if (Named.TryGetValue(name, out var field))
            return field;
        var path = name.StartsWith("facts.", StringComparison.Ordinal) ? QueryField.Ours + name : name;
        if (!path.StartsWith(QueryField.Facts, StringComparison.Ordinal))
            return null;
        var fact = path[QueryField.Facts.Length..];
        return fact.Length > 0 && fact.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '_' or '-')
            ? QueryField.Fact(fact)
            : null;
    }

    /// <summary>The field that was perhaps meant: one that ends or begins with the same step.</summary>
    public static QueryField? Near(string name)
    {
        var last = name.Split('.')[^1];
        return last.Length < 2
            ? null
            : All.FirstOrDefault(field => field.Name.Split('.')[^1].Equals(last, StringComparison.OrdinalIgnoreCase))
                ?? All.FirstOrDefault(field => field.Name.Contains(last, StringComparison.OrdinalIgnoreCase));
    }
}
