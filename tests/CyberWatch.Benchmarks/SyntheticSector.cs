using System.Globalization;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Benchmarks;

/// <summary>
/// A sector that is always the same for the same sizes. Skewed as a real one is: a few regions hold half of all, a few hospitals most of the assets
/// and alerts, a few rules most of the alerts, and most alerts are over.
/// </summary>
internal sealed class SyntheticSector(ScaleSizes sizes, DateTimeOffset now)
{
    public const int Seed = 20_261_126;
    private static readonly string[] Regions = ["11", "84", "32", "93", "76", "75", "44", "52", "28", "53", "27", "24", "94"];
    private static readonly string[] Categories = ["355", "500", "365", "128", "183"];
    private static readonly string[] Rules =
    [
        "tls.certificate-expired",
        "http.no-hsts",
        "dns.no-dmarc",
        "service.telnet",
        "tls.old",
        "http.server-version",
    ];

    /// <summary>A number below that, of which the small ones come by far the most often.</summary>
    public static int Skewed(Random random, int below) => (int)(below * Math.Pow(random.NextDouble(), 2));

    public static string FinessOf(int number) => string.Create(CultureInfo.InvariantCulture, $"99{number:0000000}");

    public static string RegionOf(int number) => Regions[Skewed(new Random(Seed + number), Regions.Length)];

    public IEnumerable<object> Establishments() => Enumerable.Range(0, sizes.Establishments).SelectMany(RowsOf);

    public IEnumerable<object> Alerts()
    {
        var random = new Random(Seed);
        return Enumerable.Range(0, sizes.Alerts).Select(_ => Alert(random));
    }

    public IEnumerable<object> Assets()
    {
        var random = new Random(Seed + 1);
        return Enumerable.Range(0, sizes.Assets).Select(number => Asset(random, number));
    }

    private IEnumerable<object> RowsOf(int number)
    {
        var (finess, today) = (FinessOf(number), DateOnly.FromDateTime(now.UtcDateTime));
        yield return Site(number);
        yield return new Mandate
        {
            Finess = finess,
            SignedBy = "Direction",
            SignedOn = today.AddYears(-1),
            ValidFrom = today.AddYears(-1),
            ValidUntil = today.AddYears(1),
            Intrusive = false,
            Source = "mandates.csv line 2",
        };
        for (var week = 0; week < 4; week++)
            yield return Standing(number, today.AddDays(-7 * week));
        yield return Scan(finess, ScanKind.Full, now.AddDays(-3), number);
        yield return Scan(finess, ScanKind.Light, now.AddDays(-1), number);
    }

    public static Establishment Site(int number)
    {
        var name = $"{(number % 12 == 0 ? "Centre hospitalier" : "EHPAD")} de Bézac n° {number}";
        return new Establishment
        {
            Finess = FinessOf(number),
            Name = name,
            City = $"Ville {number % 3_000}",
            Category = Categories[number % Categories.Length],
            RegionCode = RegionOf(number),
            Region = RegionOf(number),
            Department = (1 + (number % 95)).ToString("00", CultureInfo.InvariantCulture),
            InService = true,
            SearchKey = Folded.Of($"{name} {FinessOf(number)}"),
            SortKey = Folded.Of(name),
        };
    }

    private StandingDay Standing(int number, DateOnly day)
    {
        var score = 100 - (int)(70 * Math.Pow(new Random(Seed + number + day.DayNumber).NextDouble(), 3));
        return new StandingDay
        {
            Finess = FinessOf(number),
            Day = day,
            At = now,
            Assets = 12,
            Verified = 11,
            Risk = 100 - score,
            Score = score,
            Grade = score switch
            {
                >= 90 => Grade.A,
                >= 75 => Grade.B,
                >= 60 => Grade.C,
                >= 40 => Grade.D,
                _ => Grade.E,
            },
        };
    }

    private static Scan Scan(string finess, ScanKind kind, DateTimeOffset at, int number) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            Finess = finess,
            Kind = kind,
            Slot = $"{finess}|{kind}|{at:yyyy-MM-dd}",
            State = number % 50 == 0 ? ScanState.Failed : ScanState.Done,
            DueAt = at,
            StartedAt = at,
            EndedAt = at.AddMinutes(3),
            Stage = "done",
            Answered = number % 50 == 0 ? 0 : 40,
            Silent = 3,
        };

    private Alert Alert(Random random)
    {
        var first = now.AddHours(-random.Next(1, 24 * 300));
        var state = random.Next(10) < 7 ? AlertState.Resolved : (AlertState)random.Next(1, 4);
        var rule = Skewed(random, Rules.Length);
        return new Alert
        {
            Id = Guid.CreateVersion7(first),
            Finess = FinessOf(Skewed(random, sizes.Establishments)),
            RuleId = Rules[rule],
            AssetKey = $"tcp:10.{random.Next(256)}.{random.Next(256)}.{random.Next(256)}:443",
            Severity = (Severity)(4 - Math.Min(4, random.Next(8))),
            State = state,
            TitleFr = $"Constat {Rules[rule]}",
            TitleEn = $"Finding {Rules[rule]}",
            Checks = "TLS-04",
            DueOn = DateOnly.FromDateTime(first.UtcDateTime).AddDays(30),
            ExploitedBy = random.Next(40) == 0 ? "cisa-kev" : null,
            FirstSeen = first,
            LastSeen = now,
            LastAsked = now,
            OpenedAt = first,
            ResolvedAt = state == AlertState.Resolved ? first.AddDays(20) : null,
        };
    }

    private KnownAsset Asset(Random random, int number) =>
        new()
        {
            Finess = FinessOf(Skewed(random, sizes.Establishments)),
            Key = string.Create(CultureInfo.InvariantCulture, $"name:www{number}.example"),
            FirstSeen = now.AddDays(-100),
            LastSeen = now,
            LastAsked = now,
            LastOutcome = "answered",
            Origin = "declared",
        };
}

/// <summary>How many of each.</summary>
internal sealed record ScaleSizes(int Establishments, int Alerts, int Assets, int Findings);
