using System.Globalization;

namespace CyberWatch.Dashboard.Views;

/// <summary>Queries of the help, each with what it asks. They work when they are followed.</summary>
internal static class QueryExamples
{
    public static IEnumerable<(string Query, string Meaning)> Of(Texts texts, DateOnly today) =>
        [
            ("nginx", texts["findings.example-word"]),
            ("ngin*", texts["findings.example-prefix"]),
            ("\"serveur de test\"", texts["findings.example-phrase"]),
            ("probe:tls AND severity:>=high", texts["findings.example-and"]),
            ("probe:dns OR (probe:http AND NOT outcome:answered)", texts["findings.example-or"]),
            ("destination.ip:203.0.113.0/24", texts["findings.example-network"]),
            ("destination.port:[1 TO 1023]", texts["findings.example-range"]),
            ($"tls.server.not_after:<{Iso(today.AddDays(30))}", texts["findings.example-before"]),
            ($"@timestamp:[{Iso(today.AddDays(-7))} TO {Iso(today)}]", texts["findings.example-days"]),
            ("facts.expired:true", texts["findings.example-fact"]),
            ("host.name:www.*", texts["findings.example-beginning"]),
            ("NOT service.product:*", texts["findings.example-missing"]),
        ];

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
