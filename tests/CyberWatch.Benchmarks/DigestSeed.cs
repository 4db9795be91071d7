using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;

namespace CyberWatch.Benchmarks;

/// <summary>An establishment with a mandate, a reader and eight alerts.</summary>
internal static class DigestSeed
{
    private const int Alerts = 8;

    public static IEnumerable<object> Of(int number, DateTimeOffset now)
    {
        var finess = $"99{number:D7}";
        yield return new Establishment
        {
            Finess = finess,
            Name = $"Centre hospitalier n° {number} de Bézac-sur-Œuf",
            CategoryLabel = "Centre Hospitalier (C.H.)",
            InService = true,
        };
        yield return MandateSeed.Of(finess);
        yield return new Contact
        {
            Finess = finess,
            Email = $"rssi@ch{number}.example",
            Name = "Sécurité des systèmes d’information",
            Role = ContactRole.Rssi,
            Language = number % 5 == 0 ? "en" : "fr",
        };
        foreach (var n in Enumerable.Range(1, Alerts))
            yield return Alert(finess, n, now);
    }

    private static Alert Alert(string finess, int n, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Finess = finess,
            RuleId = $"tls.rule-{n}",
            AssetKey = $"tcp:203.0.113.{n}:443",
            Severity = (Severity)(n % 5),
            State = AlertState.Open,
            TitleFr = $"Constat n° {n} : chiffrement périmé",
            TitleEn = $"Finding {n}: outdated encryption",
            WhyFr = "Un tiers peut lire ce qui passe.",
            WhyEn = "Somebody else can read what passes.",
            FixFr = "Activer TLS 1.2 et TLS 1.3.\nRetirer les versions plus anciennes.",
            FixEn = "Enable TLS 1.2 and TLS 1.3.\nRemove the older versions.",
            FirstSeen = now.AddDays(-3 * n),
            LastSeen = now,
            OpenedAt = now.AddDays(-3 * n),
        };
}
