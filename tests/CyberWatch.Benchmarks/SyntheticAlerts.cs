using System.Globalization;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Benchmarks;

/// <summary>
/// The alerts and assets of a synthetic sector. Our assumptions: a few rules give most of the alerts, most are over, and few are grave; texts are as long as
/// those of the catalogue, since what a row weighs decides what reading it costs.
/// </summary>
internal sealed class SyntheticAlerts(ScaleSizes sizes, DateTimeOffset now)
{
    private static readonly string[] Rules =
    [
        "tls.certificate-expired",
        "http.no-hsts",
        "dns.no-dmarc",
        "service.telnet",
        "tls.old",
        "http.server-version",
    ];

    /// <summary>Of a hundred: 25 informations, 35 low, 28 medium, 9 high, 3 critical.</summary>
    private static readonly Severity[] Severities = Of(
        (Severity.Info, 25),
        (Severity.Low, 35),
        (Severity.Medium, 28),
        (Severity.High, 9),
        (Severity.Critical, 3)
    );

    private static readonly AlertState[] States = Of(
        (AlertState.Resolved, 70),
        (AlertState.Open, 20),
        (AlertState.Acknowledged, 4),
        (AlertState.Suspected, 4),
        (AlertState.Accepted, 1),
        (AlertState.FalsePositive, 1)
    );

    private static readonly string Why = string.Concat(Enumerable.Repeat("Qui écoute le réseau lit ce qui passe. ", 6));
    private static readonly string Fix = string.Concat(Enumerable.Repeat("Désactiver le service, ou le filtrer. ", 6));
    private static readonly string Evidence = $$"""{"product":"telnetd","banner":"{{new string('x', 200)}}"}""";
    private readonly SectorShares _shares = new(sizes.Establishments);

    public IEnumerable<Alert> Alerts()
    {
        var random = new Random(SyntheticSector.Seed);
        return Enumerable.Range(0, sizes.Alerts).Select(_ => Alert(random));
    }

    public IEnumerable<KnownAsset> Assets()
    {
        var random = new Random(SyntheticSector.Seed + 1);
        return Enumerable.Range(0, sizes.Assets).Select(number => Asset(random, number));
    }

    private static T[] Of<T>(params (T One, int Share)[] shares) =>
        [.. shares.SelectMany(part => Enumerable.Repeat(part.One, part.Share))];

    private Alert Alert(Random random)
    {
        var first = now.AddHours(-random.Next(1, 24 * 300));
        var state = States[random.Next(States.Length)];
        var rule = Rules[SyntheticSector.Skewed(random, Rules.Length)];
        return new Alert
        {
            Id = Guid.CreateVersion7(first),
            Finess = SyntheticSector.FinessOf(_shares.Draw(random)),
            RuleId = rule,
            AssetKey = $"tcp:10.{random.Next(256)}.{random.Next(256)}.{random.Next(256)}:443",
            Severity = Severities[random.Next(Severities.Length)],
            State = state,
            Confidence = (Confidence)random.Next(2),
            TitleFr = $"Constat {rule}",
            TitleEn = $"Finding {rule}",
            WhyFr = Why,
            WhyEn = Why,
            FixFr = Fix,
            FixEn = Fix,
            Evidence = Evidence,
            Checks = "TLS-04",
            DueOn = state == AlertState.Suspected ? null : DateOnly.FromDateTime(first.UtcDateTime).AddDays(90),
            ExploitedBy = random.Next(100) == 0 ? "cisa-kev" : null,
            FirstSeen = first,
            LastSeen = now,
            LastAsked = now,
            OpenedAt = state == AlertState.Suspected ? null : first,
            ResolvedAt = state == AlertState.Resolved ? first.AddDays(20) : null,
        };
    }

    private KnownAsset Asset(Random random, int number) =>
        new()
        {
            Finess = SyntheticSector.FinessOf(_shares.Draw(random)),
            Key = string.Create(CultureInfo.InvariantCulture, $"name:www{number}.example"),
            FirstSeen = now.AddDays(-100),
            LastSeen = now,
            LastAsked = now,
            LastOutcome = "answered",
            Origin = "declared",
        };
}
